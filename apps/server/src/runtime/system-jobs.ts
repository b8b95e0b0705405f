import type { Job } from './decide-batch.ts';

/** A command of the server's own. With an `id` that follows from its cause it has one effect, however often it is retried. */
export const systemJob = <C>(command: C, id: string): Job<C> => ({
  author: { role: 'system' },
  command,
  id,
  keyAuthor: 'system',
  contentHash: '',
});
