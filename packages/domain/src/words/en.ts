import type { DocumentPhrases, NamedLine } from './phrases.ts';

const reason = ({ reason: why }: NamedLine): string => (why === undefined ? '' : ` Reason: ${why}`);
const changes = (one: NamedLine): string =>
  [one.changes, ...(one.commented ? ['the comment changed'] : [])].filter((part) => part !== '').join('; ');
const what = ({ adjustment }: NamedLine): string => (adjustment === 'bonus' ? 'Bonus' : 'Deduction');
const because = { 'over-time': 'over time', 'under-time': 'under time', other: 'other' } as const;
const excuse = {
  self: 'own talk',
  'own-unit': 'own unit',
  recused: 'stepped back',
  abstained: 'abstained',
  excused: 'excused',
  'joined-later': 'joined later',
  left: 'left the panel',
  gap: 'sheet will not come',
} as const;
const standing = {
  competing: 'competing',
  'out-of-competition': 'out of competition',
  withdrawn: 'withdrawn',
  forfeit: 'forfeit',
  disqualified: 'disqualified',
} as const;
const shown = { live: 'as they are sent', talk: 'after each talk', end: 'at the end' } as const;
const role = {
  host: 'host',
  'head-judge': 'head judge',
  clerk: 'tally clerk',
  timekeeper: 'timekeeper',
  speaker: 'speaker',
  judge: 'judge',
  audience: 'audience',
  remote: 'member on video',
  projector: 'projector',
} as const;
const roleOf = (as: string | undefined): string =>
  as !== undefined && as in role ? role[as as keyof typeof role] : '';

export const en: DocumentPhrases = {
  list: (items) => items.join(', '),
  summary: 'Score summary',
  matrix: 'Marks',
  explanations: 'How it came about',
  audit: 'Audit',
  talk: (number, title) => `${number} “${title}”`,
  judge: (letter) => `Judge ${letter}`,
  erased: '(erased)',
  removed: '(a talk since removed)',
  columns: {
    order: 'No.',
    talk: 'Talk',
    speaker: 'Speaker',
    unit: 'Unit',
    team: 'Team',
    highest: 'Highest',
    lowest: 'Lowest',
    mean: 'Mean',
    deduction: 'Deduction',
    bonus: 'Bonus',
    total: 'Total',
    rank: 'Place',
    award: 'Award',
    note: 'Note',
    judge: 'Judge',
    panel: 'Panel',
    comment: 'Comment',
    struck: 'Struck out',
    step: 'Step',
    sum: 'Figures',
    time: 'Time',
    who: 'Who',
    role: 'As',
    what: 'What',
  },
  facts: {
    programme: 'Programme',
    session: 'Session',
    organiser: 'Organiser',
    date: 'Date',
    place: 'Place',
    rules: 'Rules',
    standing: 'Standing',
  },
  points: (panel) => `${panel} points`,
  provisional: 'Provisional',
  final: (version) => `Final, version ${version}`,
  correction: (why) => `Corrected: ${why}`,
  held: 'held',
  tied: 'shared',
  anonymous: 'Judges are anonymous, their columns shuffled',
  teams: 'Teams',
  advancing: 'Going on',
  signed: 'Signed in the system',
  sign: { tally: 'Tally', supervision: 'Supervision', headJudge: 'Head judge', date: 'Date' },
  missing: 'not in',
  excuse,
  out: 'does not score',
  standing,
  because,
  dropped: { highest: 'highest', lowest: 'lowest' },
  role,
  clock: 'the clock',
  line: {
    'rules-changed': ({ rules }) => `Rules set: ${rules ?? ''}`,
    'judges-named': () => 'Judges named',
    'rules-frozen': () => 'The first sheet or ballot is in; the rules are frozen from here on',
    'shown-changed': ({ shown: when, frozenTalks }) =>
      [
        ...(when === undefined ? [] : [`The hall sees marks ${shown[when]}`]),
        ...(frozenTalks === undefined ? [] : [`The board stands still for the last ${frozenTalks}`]),
      ].join('. '),
    'judging-opened': ({ talk }) => `${talk}: judging opened`,
    'judging-closed': ({ talk }) => `${talk}: judging closed, sheets locked`,
    'judging-reopened': ({ talk }) => `${talk}: judging opened again`,
    'sheet-sent': (one) => `${one.talk}: ${one.judge} sent a sheet${changes(one) === '' ? '' : ` (${changes(one)})`}`,
    'sheet-corrected': (one) =>
      `${one.talk}: ${one.judge} sent the sheet again${changes(one) === '' ? ', unchanged' : `: ${changes(one)}`}`,
    'sheet-returned': (one) => `${one.talk}: sheet sent back to ${one.judge}.${reason(one)}`,
    'paper-entered': ({ talk, judge }) => `${talk}: paper sheet of ${judge} typed in, waiting for a second person`,
    'paper-confirmed': (one) =>
      `${one.talk}: paper sheet of ${one.judge} typed in alike by a second person and counted (first by ${one.other})${
        changes(one) === '' ? '' : `: ${changes(one)}`
      }`,
    'judge-excused': (one) =>
      `${one.talk}: ${one.judge} does not score it (${excuse[one.excuse ?? 'excused']}).${reason(one)}`,
    'judge-recused': (one) =>
      `${one.talk}: ${one.judge} ${one.excuse === 'abstained' ? 'abstained' : 'stepped back'}.${reason(one)}`,
    'judge-included': ({ talk, judge }) => `${talk}: ${judge} scores it after all`,
    'judge-added': (one) =>
      one.other === ''
        ? `${one.judge} joined the panel`
        : `${one.judge} took the place of ${one.other}, from the talks on that were not locked yet`,
    'judge-nudged': ({ talk, judge }) => `${talk}: ${judge} was asked for the sheet`,
    'deduction-proposed': (one) =>
      `${one.talk}: ${one.seconds === undefined ? '' : `${one.seconds} s `}${because[one.because ?? 'other']}; ${
        one.out ? 'out of the contest by the rules' : `${one.points ?? ''} off by the rules`
      }, to be confirmed`,
    'deduction-added': (one) => `${one.talk}: ${what(one)} of ${one.points ?? ''}.${reason(one)}`,
    'deduction-withdrawn': (one) => `${one.talk}: the time changed; the proposed ${one.points ?? ''} no longer holds`,
    'deduction-confirmed': (one) => `${one.talk}: ${what(one)} of ${one.points ?? ''} confirmed.${reason(one)}`,
    'deduction-changed': (one) =>
      `${one.talk}: ${what(one)} changed from ${one.from ?? ''} to ${one.points ?? ''} and confirmed.${reason(one)}`,
    'deduction-waived': (one) => `${one.talk}: ${what(one)} of ${one.points ?? ''} waived.${reason(one)}`,
    'talk-stood': (one) => `${one.talk}: now ${standing[one.standing ?? 'competing']}.${reason(one)}`,
    'vote-opened': ({ panel }) => `${panel}: vote opened`,
    'vote-closed': ({ panel, voters }) => `${panel}: vote closed, ${voters ?? 0} voted`,
    'figure-entered': (one) =>
      `${one.talk}: figure of ${one.panel} entered${one.points === undefined ? '' : `, ${one.points}`}`,
    'tie-opened': ({ talks }) => `Tie ballot opened among ${talks}`,
    'tie-voted': ({ judge }) => `${judge} gave a tie ballot`,
    'tie-closed': () => 'Tie ballot closed',
    'results-opened': ({ talk }) => (talk === '' ? 'All marks opened' : `${talk}: marks opened`),
    'reveal-begun': ({ reveal, talk }) =>
      reveal === 'talk'
        ? `${talk}: reveal on the projector begun`
        : `Reveal of the ${reveal === 'awards' ? 'awards' : 'places'} on the projector begun`,
    'reveal-finished': () => 'Reveal on the projector ended',
    'result-finalised': (one) => `Result finalised, version ${one.version ?? 1}.${reason(one)}`,
    'result-signed': ({ version, signedAs }) => `Version ${version ?? 1} signed as ${roleOf(signedAs)}`,
    'result-reopened': (one) => `Final result taken up again.${reason(one)}`,
    'result-released': ({ released }) =>
      `Speakers may see their own sheets, ${released?.comments ? 'with' : 'without'} comments, judges ${
        released?.names ? 'named' : 'not named'
      }`,
    undone: ({ undone }) => `Taken back: ${undone === undefined ? '' : (en.kind[undone] ?? '')}`,
  },
  kind: {
    'judging-opened': 'judging opened',
    'judging-closed': 'judging closed',
    'judging-reopened': 'judging opened again',
    'deduction-proposed': 'proposed deduction',
    'deduction-added': 'deduction or bonus',
    'deduction-confirmed': 'deduction confirmed',
    'deduction-changed': 'deduction changed',
    'deduction-waived': 'deduction waived',
  },
};
