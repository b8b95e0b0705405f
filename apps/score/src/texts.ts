import type { CellProblemCode } from './table.ts';

/** What this program says by itself; explanations and problems of rules have words in the scoring package. */
export interface Texts {
  readonly usage: string;
  readonly place: string;
  readonly talk: string;
  readonly total: string;
  readonly note: string;
  readonly provisional: string;
  readonly none: string;
  readonly teams: string;
  readonly advancing: string;
  readonly explained: string;
  readonly cell: (table: string, cell: string, row: number, column: string) => string;
  readonly cellProblem: Readonly<Record<CellProblemCode, string>>;
  readonly needsRules: string;
  readonly unknownPreset: (id: string, known: string) => string;
  readonly unreadable: (file: string, why: string) => string;
  readonly proposed: (talk: string, seconds: number, reason: string, points: string) => string;
  readonly proposedOut: (talk: string, seconds: number, reason: string) => string;
  readonly notConfirmed: string;
  readonly bias: {
    readonly title: (panel: string) => string;
    readonly columns: readonly string[];
    readonly outlier: (talk: string, judge: string, total: string, mean: string) => string;
  };
}

export const TEXTS: Readonly<Record<'zh' | 'en', Texts>> = {
  zh: {
    usage: `用法：pnpm score 文件 [--rules 规则.json | --preset 名称] [--lang zh|en] [--confirm-time] [--bias] [--brief] [--json]
文件：JSON（{"rules" 或 "preset", "contest"}），或者 CSV、XLSX（行为讲者，列为评委或“评委:评分项”）。
--preset list 列出现成的规则。`,
    place: '名次',
    talk: '讲者',
    total: '总分',
    note: '说明',
    provisional: '暂计',
    none: '无成绩',
    teams: '团体',
    advancing: '晋级',
    explained: '计算过程',
    cell: (table, cell, row, column) => `${table}!${cell}（第 ${row} 行，${column} 列）`,
    cellProblem: {
      missing: '缺少分数',
      'not-a-decimal': '不是十进制数',
      'out-of-range': '超出分值范围',
      'off-step': '不合步长',
      'unknown-criterion': '不认识的评分项',
      'unknown-column': '不认识的列',
      'duplicate-column': '列重复',
      'duplicate-talk': '讲者重复',
      'unknown-talk': '没有这个讲者',
      'unknown-status': '不认识的状态',
      'not-a-time': '不是时间（如 7:32 或 452）',
      'talk-without-name': '有分数而没有讲者',
      'talk-listed-twice': '讲者列了两次',
      'unknown-table': '没有叫这个名字的评委组',
      'no-judges': '没有评委的列',
    },
    needsRules: '表格需要评分规则：--rules 或 --preset。',
    unknownPreset: (id, known) => `没有叫“${id}”的规则。有：${known}`,
    unreadable: (file, why) => `读不了 ${file}：${why}`,
    proposed: (talk, seconds, reason, points) => `${talk} 用时 ${seconds} 秒，${reason}，应扣 ${points}`,
    proposedOut: (talk, seconds, reason) => `${talk} 用时 ${seconds} 秒，${reason}，应取消资格`,
    notConfirmed: '以上未经确认，没有计入；确认请加 --confirm-time。',
    bias: {
      title: (panel) => `${panel}：评分偏差（仅供评委组参考，不影响成绩）`,
      columns: ['评委', '份数', '平均', '标准差', '偏宽', '相关'],
      outlier: (talk, judge, total, mean) => `离群：${judge} 给 ${talk} ${total}，平均 ${mean}`,
    },
  },
  en: {
    usage: `Usage: pnpm score FILE [--rules RULES.json | --preset NAME] [--lang zh|en] [--confirm-time] [--bias] [--brief] [--json]
FILE: JSON ({"rules" or "preset", "contest"}), or CSV or XLSX (rows are talks, columns judges or “judge: criterion”).
--preset list names the rule sets to choose from.`,
    place: 'Place',
    talk: 'Talk',
    total: 'Total',
    note: 'Note',
    provisional: 'provisional',
    none: 'no result',
    teams: 'Teams',
    advancing: 'Going on',
    explained: 'How it came about',
    cell: (table, cell, row, column) => `${table}!${cell} (row ${row}, column ${column})`,
    cellProblem: {
      missing: 'the mark is missing',
      'not-a-decimal': 'no decimal number',
      'out-of-range': 'out of range',
      'off-step': 'not on a step of the scale',
      'unknown-criterion': 'no criterion is called so',
      'unknown-column': 'no such column',
      'duplicate-column': 'the column is there twice',
      'duplicate-talk': 'the talk is there twice',
      'unknown-talk': 'there is no such talk',
      'unknown-status': 'no such status',
      'not-a-time': 'no time (such as 7:32 or 452)',
      'talk-without-name': 'something stands here, but no talk',
      'talk-listed-twice': 'the talk is listed twice',
      'unknown-table': 'no panel is called so',
      'no-judges': 'there are no columns of judges',
    },
    needsRules: 'Tables need a rule set: --rules or --preset.',
    unknownPreset: (id, known) => `No rule set is called ${id}. There are: ${known}`,
    unreadable: (file, why) => `Cannot read ${file}: ${why}`,
    proposed: (talk, seconds, reason, points) => `${talk} took ${seconds} s, ${reason}: ${points} to be deducted`,
    proposedOut: (talk, seconds, reason) => `${talk} took ${seconds} s, ${reason}: to be disqualified`,
    notConfirmed: 'Nobody has confirmed this, and it was left out; --confirm-time takes it.',
    bias: {
      title: (panel) => `${panel}: how judges compare (for the jury; it changes no result)`,
      columns: ['Judge', 'Sheets', 'Mean', 'Spread', 'Leniency', 'Correlation'],
      outlier: (talk, judge, total, mean) => `Outlier: ${judge} gave ${talk} ${total}, mean ${mean}`,
    },
  },
};
