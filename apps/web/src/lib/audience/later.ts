/**
 * What the first screen does without. It is fetched once the first screen stands, so that a tab opens at once, and without
 * a network too.
 */
export const later = {
  ask: () => import('./AskForm.svelte'),
  questions: () => import('./QuestionsTab.svelte'),
  outbox: () => import('./Outbox.svelte'),
};
/** Fetched when there is a vote. */
export const voting = () => import('#lib/voting/Votes.svelte');

/** Milliseconds after the page with its picture is there; a phone is connected by then, or has other worries. */
const AFTER = 1_500;

/** Fetches all of it in its time; answers how to call that off. What fails is fetched when it is needed. */
export const fetchLater = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fetchAll = (): void => {
    for (const load of Object.values(later)) load().catch(() => undefined);
  };
  const wait = (): void => {
    timer = setTimeout(fetchAll, AFTER);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
  return () => {
    removeEventListener('load', wait);
    clearTimeout(timer);
  };
};
