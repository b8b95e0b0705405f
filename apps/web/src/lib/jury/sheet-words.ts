import { judgesInOrder, type JuryView, type TalkMatrix } from '@rostrum/domain';
import { m } from '#lib/paraglide/messages.js';

export type SheetMark = TalkMatrix['sheets'][string]['state'];

const WORDS: Readonly<Record<SheetMark, () => string>> = {
  none: m.jury_sheet_none,
  draft: m.jury_sheet_draft,
  sent: m.jury_sheet_sent,
  locked: m.jury_sheet_locked,
  excused: m.jury_sheet_excused,
  returned: m.jury_sheet_returned,
  entered: m.jury_sheet_entered,
};
export const sheetWords = (state: SheetMark): string => WORDS[state]();

/** Judges whose sheet of a talk is still awaited, in panel order. */
export const awaited = (view: Pick<JuryView, 'judges' | 'judging'>, talk: string): string[] =>
  judgesInOrder(view).filter((judge) => {
    const state = view.judging[talk]?.sheets[judge]?.state;
    return state === 'none' || state === 'draft' || state === 'returned' || state === 'entered';
  });
