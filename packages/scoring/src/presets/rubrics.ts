import type { Rubric } from '../rubric.ts';
import { pointsRubric } from './build.ts';

/** Rubrics as contests print them: points a criterion. `micro-lecture` has the four dimensions; its points are ours. */
export const RUBRICS = {
  'speech-10': pointsRubric(
    [
      ['content', '内容', '5'],
      ['language', '语言', '4'],
      ['impression', '综合印象与现场效果', '1'],
    ],
    '0.01',
  ),
  'school-100': pointsRubric(
    [
      ['content', '主题内容', '30'],
      ['language', '语言', '30'],
      ['manner', '形象', '20'],
      ['without-notes', '脱稿', '10'],
      ['whole', '整体', '10'],
    ],
    '0.5',
  ),
  'mandarin-100': pointsRubric(
    [
      ['theme', '主题', '15'],
      ['material', '材料', '15'],
      ['structure', '结构', '10'],
      ['pronunciation', '语音', '20'],
      ['appeal', '感染力', '20'],
      ['fluency', '熟练', '10'],
      ['bearing', '态势', '10'],
    ],
    '0.5',
  ),
  'reading-100': pointsRubric(
    [
      ['content', '内容', '70'],
      ['language', '语言', '15'],
      ['manner', '形象', '10'],
      ['whole', '综合', '5'],
    ],
    '0.5',
  ),
  'science-100': pointsRubric(
    [
      ['logic', '科学逻辑', '40'],
      ['novelty', '新颖', '30'],
      ['bearing', '仪态', '20'],
      ['plainness', '发音通俗', '10'],
    ],
    '0.5',
  ),
  'town-10': pointsRubric(
    [
      ['theme', '扣题', '6'],
      ['expression', '表达', '3'],
      ['whole', '综合', '1'],
    ],
    '0.1',
  ),
  'generic-100': pointsRubric(
    [
      ['logic', '逻辑', '20'],
      ['content', '内容', '20'],
      ['expression', '表达', '20'],
      ['manner', '形象', '20'],
      ['originality', '创新', '20'],
    ],
    '0.5',
  ),
  toastmasters: pointsRubric(
    [
      ['development', 'Development', '20'],
      ['effectiveness', 'Effectiveness', '15'],
      ['value', 'Value', '15'],
      ['physical', 'Physical', '10'],
      ['voice', 'Voice', '10'],
      ['manner', 'Manner', '10'],
      ['appropriateness', 'Appropriateness', '10'],
      ['correctness', 'Correctness', '10'],
    ],
    '1',
  ),
  'micro-lecture': pointsRubric(
    [
      ['content', '内容', '40'],
      ['form', '授课形式', '20'],
      ['language', '语言表达', '20'],
      ['effect', '现场效果', '20'],
    ],
    '0.5',
  ),
} as const satisfies Readonly<Record<string, Rubric>>;
