import { m } from '#lib/paraglide/messages.js';
import type { Desk } from './desk.svelte.ts';
import { lacking } from './next-step.ts';

/** Acts that ask first, since nothing takes them back or somebody would be cut off. */
export const endSession = (desk: Desk): void =>
  desk.ask({
    title: m.host_end_title({ title: desk.session.title }),
    consequence: m.host_end_text(),
    act: m.host_end_session(),
    run: () => desk.give({ type: 'session.end' }),
  });

/** Locking can be undone, so it asks only when it would shut somebody out. */
export const lockJudging = (desk: Desk, talk: string): void => {
  const { missing, undecided } = lacking(desk.view, talk);
  const lock = (): Promise<boolean> => desk.give({ type: 'judging.close', talk });
  if (missing === 0) {
    void lock();
    return;
  }
  const absent = Object.entries(desk.judging[talk]?.sheets ?? {})
    .filter(([, sheet]) => sheet.state !== 'sent' && sheet.state !== 'locked' && sheet.state !== 'excused')
    .map(([judge]) => desk.nameOf(judge));
  desk.ask({
    title: m.host_lock_title(),
    consequence: m.host_lock_text({ count: missing, names: absent.join(m.host_comma()), undecided }),
    act: m.host_lock(),
    run: lock,
  });
};

/** JU6: once the host has seen held marks, nobody can make them unseen. */
export const openResults = (desk: Desk, talk: string | undefined): void =>
  desk.ask({
    title:
      talk === undefined ? m.host_results_all_title() : m.host_results_title({ talk: desk.order[talk]?.title ?? '' }),
    consequence: m.host_results_text(),
    act: m.host_results_open(),
    run: () => desk.give({ type: 'results.open', ...(talk === undefined ? {} : { talk }) }),
  });

export const removeFromStage = (desk: Desk, participant: string, name: string): void =>
  desk.ask({
    title: m.host_remove_title({ name }),
    consequence: m.host_remove_text(),
    act: m.host_remove(),
    run: () => desk.give({ type: 'stage.remove', participant }),
  });

/** What the workspace's owner alone may do: a fresh run with the same talks, decks, links and code. */
const resetSession = async (desk: Desk): Promise<void> => {
  const { session } = desk.connection;
  try {
    const response = await fetch(`/workspace/sessions/${session}/reset`, { method: 'POST' });
    const answer = (await response.json()) as { ok?: boolean };
    if (response.ok && answer.ok === true) {
      location.reload();
      return;
    }
    desk.say(response.status === 401 ? m.host_reset_owner() : m.host_reset_failed(), 'trouble');
  } catch {
    desk.say(m.host_reset_failed(), 'trouble');
  }
};
export const askReset = (desk: Desk): void =>
  desk.ask({
    title: m.host_reset_title(),
    consequence: m.host_reset_text(),
    act: m.host_reset_act(),
    run: () => resetSession(desk),
  });
