import { m } from '#lib/paraglide/messages.js';
import { refusalText } from '#lib/i18n/refusals.ts';

/** What is wrong with a file, and what to do about it: the codes of `packages/slides`, and those of the way there. */
const TEXTS: Readonly<Record<string, () => string>> = {
  'not-a-deck': m.speaker_problem_not_a_deck,
  encrypted: m.speaker_problem_encrypted,
  broken: m.speaker_problem_broken,
  empty: m.speaker_problem_empty,
  'too-many-pages': m.speaker_problem_too_many_pages,
  'too-large': m.speaker_problem_too_large,
  'needs-libreoffice': m.speaker_problem_needs_libreoffice,
  'conversion-failed': m.speaker_problem_conversion_failed,
  network: m.speaker_problem_network,
};
/** Where a PDF of one's own helps, say how to make one. */
const PDF_HELPS: readonly string[] = ['not-a-deck', 'needs-libreoffice', 'conversion-failed', 'broken'];

/** Where what the machine reported says more than the words do; elsewhere it is a bare number or a word of ours. */
const DETAIL_HELPS: readonly string[] = ['conversion-failed', 'broken'];

export interface ProblemText {
  readonly text: string;
  readonly pdfHelps: boolean;
  readonly detailHelps: boolean;
}
export const deckProblem = (code: string): ProblemText => ({
  text: TEXTS[code]?.() ?? refusalText(code),
  pdfHelps: PDF_HELPS.includes(code),
  detailHelps: DETAIL_HELPS.includes(code),
});

/** Bytes that a deck may have. */
export const DECK_LIMIT = 200 * 1024 * 1024;

/** Why an upload failed, as a code: the server's own, else what its status or its silence says. */
export const uploadProblem = (problem: { status?: number; message: string }): string => {
  try {
    const body = JSON.parse(problem.message) as { code?: unknown };
    if (typeof body.code === 'string') return body.code;
  } catch {
    // Not of ours: a proxy's page, or no answer at all.
  }
  if (problem.status === undefined) return 'network';
  return problem.status === 413 ? 'too-large' : 'server-error';
};
