import { expect, it } from 'vitest';
import { inBatches, parseMembers } from './members-paste.ts';

it('reads a line for each, whatever stands between name and unit', () => {
  const { members } = parseMembers('高远，供水一所\r\n韩冬梅,机关\n沈路\t管网巡检队\n\n  白鹭  \nA; B; C', []);
  expect(members).toEqual([
    { name: '高远', unit: '供水一所' },
    { name: '韩冬梅', unit: '机关' },
    { name: '沈路', unit: '管网巡检队' },
    { name: '白鹭' },
    { name: 'A', unit: 'B; C' },
  ]);
});
it('leaves out who is on the roster and who is written twice, but not a namesake of another unit', () => {
  const pasted = parseMembers('高远，一所\n高远，二所\n高远，二所\n白鹭', [{ name: '高远', unit: '一所' }]);
  expect(pasted.members).toEqual([{ name: '高远', unit: '二所' }, { name: '白鹭' }]);
  expect(pasted.known).toBe(2);
});
it('says which lines are too long, counting characters as people do', () => {
  const pasted = parseMembers(`${'𠮷'.repeat(60)}\n${'长'.repeat(61)}\n名，${'位'.repeat(81)}\n，没有名字`, []);
  expect(pasted.members).toHaveLength(1);
  expect(pasted.tooLong).toEqual([2, 3]);
});
it('sends at most five hundred at once', () => {
  expect(inBatches(Array.from({ length: 1001 }, (_, n) => n)).map((one) => one.length)).toEqual([500, 500, 1]);
  expect(inBatches([])).toEqual([]);
});
