import type { DocumentPhrases, NamedLine } from './phrases.ts';

const reason = ({ reason: why }: NamedLine): string => (why === undefined ? '' : `，理由：${why}`);
const changes = (one: NamedLine): string =>
  [one.changes, ...(one.commented ? ['评语有改动'] : [])].filter((part) => part !== '').join('；');
const what = ({ adjustment }: NamedLine): string => (adjustment === 'bonus' ? '加分' : '扣分');
const because = { 'over-time': '超时', 'under-time': '时间不足', other: '其他' } as const;
const excuse = {
  self: '本人讲授',
  'own-unit': '本单位回避',
  recused: '回避',
  abstained: '弃权',
  excused: '不评',
  'joined-later': '后加入',
  left: '已离任',
  gap: '缺表',
} as const;
const standing = {
  competing: '参赛',
  'out-of-competition': '只讲不赛',
  withdrawn: '退赛',
  forfeit: '弃赛',
  disqualified: '取消资格',
} as const;
const shown = { live: '随交随显', talk: '每讲之后', end: '最后揭晓' } as const;
const role = {
  host: '主持人',
  'head-judge': '评委长',
  clerk: '计分员',
  timekeeper: '计时员',
  speaker: '讲者',
  judge: '评委',
  audience: '观众',
  remote: '连线观众',
  projector: '大屏',
} as const;
const roleOf = (as: string | undefined): string =>
  as !== undefined && as in role ? role[as as keyof typeof role] : '';

export const zh: DocumentPhrases = {
  list: (items) => items.join('、'),
  summary: '评分汇总表',
  matrix: '评分明细',
  explanations: '计算过程',
  audit: '评分记录',
  talk: (number, title) => `第 ${number} 讲《${title}》`,
  judge: (letter) => `评委 ${letter}`,
  erased: '（已删除）',
  removed: '（已移除的讲次）',
  columns: {
    order: '序号',
    talk: '题目',
    speaker: '讲者',
    unit: '单位',
    team: '代表队',
    highest: '最高分',
    lowest: '最低分',
    mean: '平均分',
    deduction: '扣分',
    bonus: '加分',
    total: '总分',
    rank: '名次',
    award: '奖项',
    note: '备注',
    judge: '评委',
    panel: '评委组',
    comment: '评语',
    struck: '去掉',
    step: '步骤',
    sum: '算式',
    time: '时间',
    who: '经手人',
    role: '身份',
    what: '事项',
  },
  facts: {
    programme: '活动',
    session: '场次',
    organiser: '主办',
    date: '日期',
    place: '地点',
    rules: '评分规则',
    standing: '状态',
  },
  points: (panel) => `${panel}得分`,
  provisional: '暂计，未定稿',
  final: (version) => `定稿，第 ${version} 版`,
  correction: (why) => `更正原因：${why}`,
  held: '未公开',
  tied: '并列',
  anonymous: '评委匿名，各列次序已打乱',
  teams: '团体成绩',
  advancing: '晋级',
  signed: '系统内签字',
  sign: { tally: '计分', supervision: '监督', headJudge: '评委长', date: '日期' },
  missing: '未交',
  excuse,
  out: '不评',
  standing,
  because,
  dropped: { highest: '去最高', lowest: '去最低' },
  role,
  clock: '计时',
  line: {
    'rules-changed': ({ rules }) => `设定评分规则“${rules ?? ''}”`,
    'judges-named': () => '调整评委名单',
    'rules-frozen': () => '第一份评分表（或选票）已交，规则自此不可更改',
    'shown-changed': ({ shown: when, frozenTalks }) =>
      [
        ...(when === undefined ? [] : [`分数公开方式改为“${shown[when]}”`]),
        ...(frozenTalks === undefined ? [] : [`最后 ${frozenTalks} 讲不上榜，待揭晓`]),
      ].join('，'),
    'judging-opened': ({ talk }) => `${talk}开始评分`,
    'judging-closed': ({ talk }) => `${talk}停止评分，评分表锁定`,
    'judging-reopened': ({ talk }) => `${talk}重新开放评分`,
    'sheet-sent': (one) => `${one.talk}${one.judge}交评分表${changes(one) === '' ? '' : `（${changes(one)}）`}`,
    'sheet-corrected': (one) =>
      `${one.talk}${one.judge}重交评分表，${changes(one) === '' ? '内容未变' : `改动：${changes(one)}`}`,
    'sheet-returned': (one) => `${one.talk}评分表退回${one.judge}${reason(one)}`,
    'paper-entered': ({ talk, judge }) => `${talk}录入${judge}的纸质评分表，待第二人核对`,
    'paper-confirmed': (one) =>
      `${one.talk}${one.judge}的纸质评分表经第二人核对一致，计入（首次录入：${one.other}）${
        changes(one) === '' ? '' : `：${changes(one)}`
      }`,
    'judge-excused': (one) => `${one.talk}${one.judge}不评（${excuse[one.excuse ?? 'excused']}）${reason(one)}`,
    'judge-recused': (one) => `${one.talk}${one.judge}本人申请${excuse[one.excuse ?? 'recused']}${reason(one)}`,
    'judge-included': ({ talk, judge }) => `${talk}${judge}恢复评分`,
    'judge-added': (one) =>
      one.other === '' ? `增加评委${one.judge}` : `评委${one.judge}接替${one.other}，自尚未锁定的讲次起`,
    'judge-nudged': ({ talk, judge }) => `${talk}提醒${judge}交表`,
    'deduction-proposed': (one) =>
      `${one.talk}${because[one.because ?? 'other']}${one.seconds === undefined ? '' : ` ${one.seconds} 秒`}，${
        one.out ? '按规则应取消资格' : `按规则应扣 ${one.points ?? ''}`
      }，待确认`,
    'deduction-added': (one) => `${one.talk}${what(one)} ${one.points ?? ''}${reason(one)}`,
    'deduction-withdrawn': (one) => `${one.talk}用时有变，原拟扣分 ${one.points ?? ''} 撤销`,
    'deduction-confirmed': (one) => `${one.talk}确认${what(one)} ${one.points ?? ''}${reason(one)}`,
    'deduction-changed': (one) =>
      `${one.talk}${what(one)}由 ${one.from ?? ''} 改为 ${one.points ?? ''} 并确认${reason(one)}`,
    'deduction-waived': (one) => `${one.talk}${what(one)} ${one.points ?? ''} 免予执行${reason(one)}`,
    'talk-stood': (one) => `${one.talk}身份改为“${standing[one.standing ?? 'competing']}”${reason(one)}`,
    'vote-opened': ({ panel }) => `${panel}：开始投票`,
    'vote-closed': ({ panel, voters }) => `${panel}：投票结束，共 ${voters ?? 0} 人投票`,
    'figure-entered': (one) => `${one.talk}填入${one.panel}的分值${one.points === undefined ? '' : ` ${one.points}`}`,
    'tie-opened': ({ talks }) => `并列加赛投票开始：${talks}`,
    'tie-voted': ({ judge }) => `${judge}已投加赛票`,
    'tie-closed': () => '并列加赛投票结束',
    'results-opened': ({ talk }) => (talk === '' ? '公开全部分数' : `${talk}公开分数`),
    'reveal-begun': ({ reveal, talk }) =>
      reveal === 'talk' ? `${talk}开始在大屏揭晓` : reveal === 'awards' ? '开始在大屏揭晓奖项' : '开始在大屏揭晓名次',
    'reveal-finished': () => '大屏揭晓结束',
    'result-finalised': (one) => `成绩定稿，第 ${one.version ?? 1} 版${reason(one)}`,
    'result-signed': ({ version, signedAs }) => `签字确认第 ${version ?? 1} 版（${roleOf(signedAs)}）`,
    'result-reopened': (one) => `定稿重新打开${reason(one)}`,
    'result-released': ({ released }) =>
      `向讲者公布各自的评分表，${released?.comments ? '含' : '不含'}评语，${released?.names ? '具名' : '不具名'}`,
    undone: ({ undone }) => `撤销：${undone === undefined ? '' : (zh.kind[undone] ?? '')}`,
  },
  kind: {
    'judging-opened': '开始评分',
    'judging-closed': '停止评分',
    'judging-reopened': '重新开放评分',
    'deduction-proposed': '拟扣分',
    'deduction-added': '扣分或加分',
    'deduction-confirmed': '确认扣分',
    'deduction-changed': '更改扣分',
    'deduction-waived': '免予扣分',
  },
};
