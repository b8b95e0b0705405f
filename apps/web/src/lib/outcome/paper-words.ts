import type { ScoreCell, ScoreDocument, ScoreRow } from '@rostrum/domain';
import { documentPhrases, judgeName, panelName, personName, type DocumentPhrases } from '@rostrum/domain/words';
import { formatDecimal } from '@rostrum/scoring';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What papers of the judging are worded with, in the language of the page. */
export const phrasesNow = (): DocumentPhrases => documentPhrases(getLocale());

/** A figure as it is announced; a fraction, where the rules round nothing on the way, to four decimals. */
export const shownFigure = (value: string | undefined): string =>
  value === undefined ? '' : value.includes('/') ? formatDecimal(value, 4) : value;
/** With a minus as long as a figure is wide. */
export const takenOff = (value: string | undefined): string =>
  value === undefined ? '' : /[1-9]/.test(value) ? `−${value}` : '0';

export const cellWords = (cell: ScoreCell | undefined, row: ScoreRow, phrases: DocumentPhrases): string => {
  if (!cell) return '';
  if (cell.state === 'out') return cell.excuse === undefined ? phrases.out : phrases.excuse[cell.excuse];
  if (cell.state === 'missing') return row.figures === 'none' ? '' : phrases.missing;
  return row.figures === 'held' ? '' : shownFigure(cell.total);
};

/** What stands under a talk's title: out of competition, held, provisional, and why points went or came. */
export const rowNote = (row: ScoreRow, phrases: DocumentPhrases): string =>
  phrases.list([
    ...(row.status === 'competing' ? [] : [phrases.standing[row.status]]),
    ...(row.status === 'competing' || row.standing === undefined ? [] : [row.standing]),
    ...(row.figures === 'held' ? [phrases.held] : []),
    ...(row.figures === 'provisional' || row.figures === 'complete' ? [phrases.provisional] : []),
    ...row.adjustments.map((one) => {
      const why = one.reason === 'other' ? (one.note ?? phrases.because.other) : phrases.because[one.reason];
      return `${phrases.columns[one.kind]} ${one.points} (${why})`;
    }),
  ]);

/** The version that the paper is of, why there is one after the first, or that it may change still. */
export const standingWords = ({ final, reopened, versions }: ScoreDocument, phrases: DocumentPhrases): string => {
  const newest = versions[versions.length - 1];
  if (final && newest) {
    const version = phrases.final(newest.version);
    return newest.reason === undefined ? version : `${version} · ${phrases.correction(newest.reason)}`;
  }
  return reopened === undefined ? phrases.provisional : `${phrases.provisional} · ${phrases.correction(reopened)}`;
};

export { judgeName, panelName, personName };
