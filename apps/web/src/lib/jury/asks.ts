import { formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Jury } from './jury.svelte.ts';
import { awaited } from './sheet-words.ts';

/** Locking asks only when it would shut a judge out. */
export const lockTalk = (jury: Jury, talk: string): void => {
  const missing = awaited(jury.view, talk);
  const lock = (): Promise<boolean> => jury.give({ type: 'judging.close', talk });
  if (missing.length === 0) return void lock();
  jury.ask({
    title: m.jury_lock_title({ talk: jury.talkLine(talk) }),
    consequence: m.jury_lock_text({ count: missing.length, names: formatList(missing.map((one) => jury.nameOf(one))) }),
    act: m.jury_lock_act(),
    run: lock,
  });
};

/** JU6: what held marks have once been seen cannot be made unseen. */
export const openTalkResults = (jury: Jury, talk?: string): void =>
  jury.ask({
    title:
      talk === undefined ? m.host_results_all_title() : m.host_results_title({ talk: jury.order[talk]?.title ?? '' }),
    consequence: m.host_results_text(),
    act: m.host_results_open(),
    run: () => jury.give({ type: 'results.open', ...(talk === undefined ? {} : { talk }) }),
  });

export const closeVote = (jury: Jury, panel: string, name: string, voters: number): void =>
  jury.ask({
    title: m.jury_vote_close_title({ panel: name }),
    consequence: m.jury_vote_close_text({ count: voters }),
    act: m.jury_vote_close(),
    run: () => jury.give({ type: 'vote.close', panel }),
  });

export const finalise = (jury: Jury): void =>
  jury.ask({
    title: m.jury_finalise_title(),
    consequence: m.jury_finalise_text(),
    act: m.jury_finalise(),
    run: () => jury.give({ type: 'result.finalise' }),
  });
