import { expect, it } from 'vitest';
import { evolveSession, initialSession } from './session.ts';
import { prepared } from './testing/events.ts';
import { stamped } from './testing/given.ts';

it('[PR5] the stamp is not kept in the state', () => {
  const state = evolveSession(
    initialSession,
    stamped(prepared()).map((event) => ({ ...event, by: 'somebody' })),
  );
  expect(JSON.stringify(state)).not.toContain('somebody');
  expect(Object.keys(state.info)).not.toContain('at');
});
