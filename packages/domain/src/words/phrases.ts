import type { AuditKind, AuditLine } from '../audit-line.ts';
import type { ExcuseKind, Standing } from '../judging-state.ts';
import type { Role } from '../kernel.ts';

/** A line of an audit with names where the data has ids. */
export interface NamedLine extends Omit<AuditLine, 'talk' | 'judge' | 'panel' | 'other' | 'talks' | 'changes'> {
  talk: string;
  judge: string;
  panel: string;
  other: string;
  talks: string;
  /** “Content 36.5 → 37”, one after another. */
  changes: string;
}

/** What score summaries, their files and audits are worded with; one object a language. */
export interface DocumentPhrases {
  readonly list: (items: readonly string[]) => string;
  readonly summary: string;
  readonly matrix: string;
  readonly explanations: string;
  readonly audit: string;
  /** A talk in a sentence. */
  readonly talk: (number: number, title: string) => string;
  readonly judge: (letter: string) => string;
  readonly erased: string;
  readonly removed: string;
  readonly columns: Readonly<
    Record<
      | 'order'
      | 'talk'
      | 'speaker'
      | 'unit'
      | 'team'
      | 'highest'
      | 'lowest'
      | 'mean'
      | 'deduction'
      | 'bonus'
      | 'total'
      | 'rank'
      | 'award'
      | 'note'
      | 'judge'
      | 'panel'
      | 'comment'
      | 'struck'
      | 'step'
      | 'sum'
      | 'time'
      | 'who'
      | 'role'
      | 'what',
      string
    >
  >;
  readonly facts: Readonly<
    Record<'programme' | 'session' | 'organiser' | 'date' | 'place' | 'rules' | 'standing', string>
  >;
  /** What a panel beside the leading one gives. */
  readonly points: (panel: string) => string;
  readonly provisional: string;
  readonly final: (version: number) => string;
  readonly correction: (reason: string) => string;
  readonly held: string;
  readonly tied: string;
  readonly anonymous: string;
  readonly teams: string;
  readonly advancing: string;
  readonly signed: string;
  readonly sign: Readonly<Record<'tally' | 'supervision' | 'headJudge' | 'date', string>>;
  readonly missing: string;
  readonly excuse: Readonly<Record<ExcuseKind | 'self' | 'own-unit', string>>;
  readonly out: string;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly because: Readonly<Record<'over-time' | 'under-time' | 'other', string>>;
  readonly dropped: Readonly<Record<'highest' | 'lowest', string>>;
  readonly role: Readonly<Record<Role, string>>;
  readonly clock: string;
  readonly line: Readonly<Record<AuditKind, (line: NamedLine) => string>>;
  /** What was taken back by an undo. */
  readonly kind: Partial<Readonly<Record<AuditKind, string>>>;
}
