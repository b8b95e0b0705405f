import { judgeView, type ItemView, type SheetView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import { describe, expect, it } from 'vitest';
import { ownMarks } from './own-marks.ts';

const seen = scenario('talk');
const criterion = judgeView(seen.state, seen.judges[0]!).rubric.criteria[0]!;
const view = (marks: readonly (string | undefined)[]) => ({
  order: Object.fromEntries(
    marks.map((_mark, index) => {
      const item: ItemView = {
        item: `t${index}`,
        key: index,
        kind: 'talk',
        title: '',
        planned: 0,
        warnAt: 0,
        finalAt: 0,
        status: 'done',
      };
      return [item.item, item];
    }),
  ),
  sheets: Object.fromEntries(
    marks.map((mark, index) => {
      const sent = mark === undefined ? {} : { sent: { marks: { content: mark }, comment: '', at: 1, corrected: 0 } };
      const sheet: SheetView = { talk: `t${index}`, judging: 'open', ...sent };
      return [sheet.talk, sheet];
    }),
  ),
});

describe("a judge's own earlier marks", () => {
  it('stand lowest first, as numbers and not as words, this talk in its place among them', () => {
    const marks = ownMarks(view(['36', '9.5', undefined, '37.5']), criterion, 't2', '36.5');
    expect(marks.map((one) => one.mark)).toEqual(['9.5', '36', '36.5', '37.5']);
    expect(marks.map((one) => one.number)).toEqual([2, 1, 3, 4]);
    expect(marks[2]?.here).toBe(true);
  });
  it('leave out what is no mark', () => {
    expect(ownMarks(view(['99', '36']), criterion, 't5', '4.')).toHaveLength(1);
  });
  it('are the nearest ones when there are many', () => {
    const many = view(['10', '20', '30', '31', '32', '33', '39', undefined]);
    expect(ownMarks(many, criterion, 't7', '31.5').map((one) => one.mark)).toEqual(['30', '31', '31.5', '32', '33']);
    expect(ownMarks(many, criterion, 't7', '40').map((one) => one.mark)).toEqual(['31', '32', '33', '39', '40']);
    expect(ownMarks(many, criterion, 't7', undefined).map((one) => one.number)).toEqual([3, 4, 5, 6, 7]);
  });
});
