import { m } from '#lib/paraglide/messages.js';

/** What the hall sees of marks, said to those who give them. */
export const marksShownText = (shown: 'live' | 'talk' | 'end'): string =>
  ({ live: m.judge_shown_live, talk: m.judge_shown_talk, end: m.judge_shown_end })[shown]();
