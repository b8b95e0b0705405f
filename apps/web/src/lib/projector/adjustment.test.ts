import { expect, it } from 'vitest';
import { adjustment } from './adjustment.ts';

const figures = { deduction: '1.00', bonus: '0.50' };

it('[RV8] names deduction and bonus, and says where they are in the figures already', () => {
  expect(adjustment({}, figures, 'zh')).toBeUndefined();
  expect(adjustment({ deduction: '0' }, figures, 'zh')).toBeUndefined();
  expect(adjustment({ deduction: '1' }, figures, 'zh')).toEqual({ name: '扣分', figure: '−1.00' });
  expect(adjustment({ deduction: '0', bonus: '0.5' }, figures, 'en')).toEqual({ name: 'Bonus', figure: '+0.50' });
  expect(adjustment({ deduction: '1', bonus: '0.5', within: true }, figures, 'zh')).toEqual({
    name: '已含加减分',
    figure: '−1.00 +0.50',
  });
  expect(adjustment({ deduction: '1', within: true }, figures, 'en')?.name).toBe('Deducted (incl.)');
});
