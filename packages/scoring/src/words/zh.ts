import type { Phrases } from './phrases.ts';

const REASONS: Readonly<Record<string, string>> = {
  'over-time': '超时',
  'under-time': '时间不足',
  self: '本人',
  'own-unit': '本单位',
  abstained: '弃权',
  recused: '回避',
  excused: '免评',
  missing: '缺分',
};

export const zh: Phrases = {
  rounding: {
    'half-up': (decimals) => `四舍五入到 ${decimals} 位小数`,
    'half-even': (decimals) => `按 GB/T 8170 修约到 ${decimals} 位小数`,
    truncate: (decimals) => `截取到 ${decimals} 位小数`,
  },
  status: {
    'out-of-competition': '不参加评比',
    withdrawn: '退出',
    forfeit: '弃权',
    disqualified: '取消资格',
  },
  reason: (code) => REASONS[code] ?? code,
  list: (items) => items.join('、'),
  notCounted: (judge) => `${judge} 不在应评之列，不计`,
  out: (judge, reason) => `${judge} 不计入（${reason}）`,
  judgeTotal: (judge) => `${judge} 的评分`,
  place: (judge, place) => (place === undefined ? `${judge} 未列入名次` : `${judge} 排第 ${place}`),
  missing: (judges) => `未交：${judges}`,
  dropped: (end, judge, criterion) =>
    `去掉${criterion === undefined ? '' : `“${criterion}”的`}一个${end === 'highest' ? '最高' : '最低'}分（${judge}）`,
  notTrimmed: (because, sheets, high, low) =>
    because === 'provisional'
      ? `尚未交齐，暂不去掉 ${high} 高 ${low} 低`
      : `只有 ${sheets} 份，不足以去掉 ${high} 高 ${low} 低，取全部平均`,
  noResult: { 'no-sheets': '没有评分', 'too-few': '份数不足，不出成绩', 'no-tally': '没有这一项的数据' },
  criterionMean: (criterion) => `“${criterion}”的平均`,
  mean: (count) => `${count} 份的平均`,
  pooled: { sum: '合计', median: '中位数', criteria: '各项之和' },
  tally: { tally: (panel) => `${panel}的分值`, votes: (panel) => `${panel}的票数` },
  converted: (panel, by, place, of) => {
    if (place !== undefined) return `${panel}在 ${of ?? 0} 个中排第 ${place}，折算`;
    return by === 'times' ? `${panel}折算` : `${panel}按所占份额折算`;
  },
  weighted: (panel) => `${panel}加权`,
  panelAdjusted: (panel) => `${panel}的分扣减`,
  deduction: (reason) => `扣分：${reason}`,
  bonus: (reason) => `加分：${reason}`,
  capped: (cap) => `扣分合计以 ${cap} 为限`,
  total: (limited) =>
    limited === undefined ? '总分' : limited === 'least' ? '总分（不低于下限）' : '总分（不高于上限）',
  tie: (by, name, decimals) => {
    switch (by.by) {
      case 'decimals':
        return `同分，看小数第 ${decimals ?? by.upTo} 位`;
      case 'criterion':
        return `同分，看“${name}”`;
      case 'panel':
        return `同分，看${name}`;
      case 'fewer-deductions':
        return '同分，扣分少者在前';
      case 'ballot':
        return by.count === 'order' ? '同分，看加赛排名（名次之和）' : '同分，看复投（票数）';
    }
  },
  tieOpen: (talks) => `同分，需要复投：${talks}`,
  rank: (rank, tied) => `第 ${rank} 名${tied ? '（并列）' : ''}`,
  award: (award) => `奖项：${award}`,
  ruleProblem: {
    'not-a-rule-set': '不是评分规则',
    'unknown-version': '不认识这个版本的规则',
    'missing-field': '缺少此项',
    'unknown-field': '不认识此项',
    'wrong-kind': '内容不对',
    'no-criteria': '没有评分项',
    'duplicate-criterion': '评分项重复',
    'not-a-decimal': '不是十进制数',
    'empty-range': '最高分须高于最低分',
    'step-not-positive': '步长须大于 0',
    'range-not-in-steps': '步长不能整除分值范围',
    'negative-weight': '权重不能为负',
    'not-a-count': '须是不小于 0 的整数',
    'base-not-a-mark': '基准分不是可打的分',
    'anchor-not-a-mark': '参照分不是可打的分',
    'decimals-coarser-than-step': '小数位数少于步长所需',
    'no-panels': '没有评委组',
    'duplicate-panel': '评委组重复',
    'pool-needed': '没有说明如何合成',
    'pool-not-for-this-ballot': '票数与外来分值无须合成',
    'no-points': '没有名次分',
    'points-rise': '名次分须依次递减',
    'least-above-most': '下限高于上限',
    'trim-leaves-nothing': '去掉极值后没有剩余',
    'duplicate-trim': '同一份数有两种去法',
    'no-trims': '没有说明去掉几个',
    'criteria-of-one-rubric-only': '没有评分项，不能逐项去掉',
    'not-positive': '须大于 0',
    'steps-not-rising': '各段须依次递增',
    'shortest-above-longest': '最短时间长于最长时间',
    'rule-without-limit': '没有相应的时限',
    'unknown-panel': '没有这个评委组',
    'no-totals-to-adjust': '此组没有可扣的评委总分',
    'unknown-criterion': '没有这个评分项',
    'no-more-decimals': '小数位数不比总分多',
    'duplicate-award': '奖项重复',
    'share-not-a-part': '比例须大于 0 且不超过 1',
    'thresholds-rise': '下一等的分数线高于上一等',
    'tier-takes-all': '上一等不限名额与分数，此等无人可得',
  },
  contestProblem: {
    'duplicate-talk': '讲者重复',
    'unknown-talk': '没有这个讲者',
    'unknown-panel': '没有这个评委组',
    'not-of-this-panel': '此组不用这种评分',
    'duplicate-judge': '评委重复',
    'panel-size': '评委人数与规则不符',
    'unknown-judge': '没有这个评委',
    'two-sheets': '同一评委有两份评分',
    missing: '缺少分数',
    'not-a-decimal': '不是十进制数',
    'out-of-range': '超出分值范围',
    'off-step': '不合步长',
    'unknown-criterion': '没有这个评分项',
    'wrong-number-of-talks': '所列讲者数目不对',
    'talk-listed-twice': '讲者列了两次',
    'negative-points': '扣分、加分不能为负',
  },
};
