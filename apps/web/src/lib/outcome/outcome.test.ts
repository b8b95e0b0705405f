import { render, screen, within } from '@testing-library/svelte';
import type { AuditLine, ScoreCell, ScoreDocument, ScoreRow } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import AuditTable from './AuditTable.svelte';
import BiasReport from './BiasReport.svelte';
import ScorePaper from './ScorePaper.svelte';
import { chosenLines } from './audit-filter.ts';

const session = {
  session: 's',
  run: 1,
  title: '第三场',
  programmeTitle: '微党课人人讲',
  workspace: '某支部',
  startsAt: Date.UTC(2026, 4, 22, 1),
  place: '礼堂',
  language: 'zh',
  theme: 'neutral',
  status: 'ended',
} as const;
const names = ['陈立', '吴岚', '何清源'];
const keys = names.map((_name, n) => `j${n + 1}`);
const rowOf = (number: number, more: Partial<ScoreRow> = {}): ScoreRow => ({
  number,
  talk: `t${number}`,
  title: `题目${number}`,
  speaker: { participant: `p${number}`, name: `讲者${number}`, unit: '一支部' },
  status: 'competing',
  figures: 'settled',
  cells: {
    j1: { state: 'in', total: '90', dropped: 'highest' },
    j2: { state: 'in', total: '85.5' },
    j3: { state: 'out', excuse: 'recused' },
  },
  highest: '90',
  lowest: '85.5',
  mean: '85.50',
  parts: [],
  adjustments: [],
  deduction: '0',
  total: '85.50',
  rank: number,
  awards: [],
  steps: [],
  ...more,
});
const documentOf = (rows: ScoreRow[], more: Partial<ScoreDocument> = {}): ScoreDocument => ({
  session,
  rules: '四维评分',
  anonymous: false,
  opened: true,
  final: false,
  versions: [],
  panels: [{ panel: 'judges', leading: true, kind: 'marks', fill: 'judges', weight: '1', criteria: [], judges: keys }],
  judges: Object.fromEntries(keys.map((key, n) => [key, { person: { participant: key, name: names[n] ?? '' } }])),
  rows,
  awards: [],
  teams: [],
  advancing: [],
  openTies: [],
  bias: [],
  ...more,
});
const cells = (row: HTMLElement): string[] =>
  [...row.querySelectorAll('th, td')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

describe('the score summary', () => {
  it('has the columns of a 评分汇总表, the struck-out mark struck, and says that it is provisional', () => {
    const deducted = rowOf(2, {
      deduction: '0.5',
      adjustments: [{ kind: 'deduction', reason: 'over-time', points: '0.5', seconds: 40 }],
    });
    const { container } = render(ScorePaper, { document: documentOf([rowOf(1), deducted]) });
    const [head, first, second] = screen.getAllByRole('row');
    expect(cells(head!)).toEqual([
      '序号',
      '讲者',
      '题目',
      ...names,
      '最高分',
      '最低分',
      '平均分',
      '扣分',
      '总分',
      '名次',
    ]);
    expect(cells(first!)).toEqual([
      '1',
      '讲者1一支部',
      '题目1',
      '90',
      '85.5',
      '回避',
      '90',
      '85.5',
      '85.50',
      '0',
      '85.50',
      '1',
    ]);
    expect(within(first!).getByText('90', { selector: 's' }).getAttribute('aria-label')).toBe('90, 去最高');
    expect(cells(second!)).toContain('题目2扣分 0.5 (超时)');
    expect(cells(second!)).toContain('−0.5');
    for (const label of ['计分', '监督', '评委长']) expect(screen.getByText(label)).toBeTruthy();
    expect(container.querySelector('.mark')?.textContent).toBe('暂计，未定稿');
  });
  it('final, it names its version, why there is a second, and who signed', () => {
    const { container } = render(ScorePaper, {
      document: documentOf([rowOf(1)], {
        final: true,
        versions: [
          { version: 1, at: 1, signed: [] },
          {
            version: 2,
            at: 2,
            reason: '加总有误',
            signed: [{ person: { participant: 'h', name: '方评委长' }, role: 'head-judge', at: 3 }],
          },
        ],
      }),
    });
    expect(screen.getByText('定稿，第 2 版 · 更正原因：加总有误')).toBeTruthy();
    expect(screen.getByText(/方评委长 · 评委长/)).toBeTruthy();
    expect(container.querySelector('.mark')).toBeNull();
  });
  it('leaves cells of held talks empty, and calls anonymous judges by letters', () => {
    const held: Record<string, ScoreCell> = { A: { state: 'in' }, B: { state: 'missing' } };
    render(ScorePaper, {
      document: documentOf(
        [rowOf(1, { figures: 'held', cells: held }), rowOf(2, { figures: 'none', cells: { A: { state: 'missing' } } })],
        {
          anonymous: true,
          panels: [{ ...documentOf([]).panels[0]!, judges: ['A', 'B'] }],
          judges: { A: { letter: 'A' }, B: { letter: 'B' } },
        },
      ),
    });
    const [head, first, second] = screen.getAllByRole('row');
    expect(cells(head!).slice(3, 5)).toEqual(['评委 A', '评委 B']);
    expect(cells(first!).slice(2, 5)).toEqual(['题目1未公开', '', '未交']);
    expect(cells(second!)[3]).toBe('');
  });
});

describe('the audit on the screen', () => {
  const lines: AuditLine[] = [
    { n: 1, at: session.startsAt, kind: 'sheet-sent', talk: 't1', judge: 'j1', by: 'j1', role: 'judge' },
    { n: 2, at: session.startsAt + 1000, kind: 'sheet-returned', talk: 't1', judge: 'j2', by: 'h', reason: '漏项' },
    { n: 3, at: session.startsAt + 2000, kind: 'tie-opened', talks: ['t1', 't2'], by: 'h' },
    { n: 4, at: session.startsAt + 3000, kind: 'judging-opened', talk: 't2', by: 'h' },
  ];
  it('is chosen by talk and by judge, the newest first', () => {
    expect(chosenLines(lines, '', '').map((one) => one.n)).toEqual([4, 3, 2, 1]);
    expect(chosenLines(lines, 't1', '').map((one) => one.n)).toEqual([3, 2, 1]);
    expect(chosenLines(lines, 't1', 'j2').map((one) => one.n)).toEqual([2]);
  });
  it('says in words what happened and who did it', () => {
    render(AuditTable, {
      lines: chosenLines(lines, '', ''),
      document: {
        session,
        lines,
        people: {
          j1: { participant: 'j1', name: '陈立' },
          j2: { participant: 'j2', name: '吴岚' },
          h: { participant: 'h', erased: true },
        },
        judges: ['j1', 'j2'],
        talks: { t1: { number: 1, title: '一封家书' } },
        panels: {},
      },
    });
    expect(screen.getByText('第 1 讲《一封家书》评分表退回吴岚，理由：漏项')).toBeTruthy();
    expect(screen.getByText('第 1 讲《一封家书》陈立交评分表')).toBeTruthy();
    expect(screen.getAllByText('（已删除）').length).toBeGreaterThan(0);
  });
});

describe('how judges compare', () => {
  it('waits until all marks are opened, then says it with its caveat', async () => {
    const { rerender } = render(BiasReport, { document: documentOf([rowOf(1)], { opened: false }) });
    expect(screen.queryByRole('table')).toBeNull();
    const report = {
      panel: 'judges',
      deviation: 'population' as const,
      judges: [{ judge: 'j1', sheets: 4, mean: '84.250', spread: '2.586', leniency: '-1.729', flat: false }],
      talks: [{ talk: 't1', value: '85.50', corrected: '84.946', total: '84.946', rank: 2, officialRank: 1 }],
      outliers: [{ talk: 't1', judge: 'j1', total: '60', mean: '85.500' }],
    };
    await rerender({ document: documentOf([rowOf(1)], { bias: [report] }) });
    expect(screen.getByText('−1.729')).toBeTruthy();
    expect(screen.getByText(/不影响成绩/)).toBeTruthy();
    expect(screen.getByText('陈立给“题目1” 60，该讲平均 85.500')).toBeTruthy();
  });
});
