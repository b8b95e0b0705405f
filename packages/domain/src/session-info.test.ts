import { describe, it } from 'vitest';
import type { SessionEvent } from './session.ts';
import { DAWN, MINUTE } from './testing/context.ts';
import { HOST, prepared, REMOTE, running, started } from './testing/events.ts';
import { given } from './testing/given.ts';

describe('session', () => {
  it('starts and ends once', () => {
    const begun = given(...prepared())
      .when({ type: 'session.start' }, HOST)
      .then({ type: 'session.started' });
    begun.when({ type: 'session.start' }, HOST).thenNothing();
    given(...prepared())
      .when({ type: 'session.end' }, HOST)
      .thenRefused('session-not-live');
    const ended = given(...running()).when({ type: 'session.end' }, HOST, { now: DAWN + 13 * MINUTE });
    ended.thenKinds('session.ended', 'countdown.ended', 'deduction.proposed');
    ended.when({ type: 'session.end' }, HOST).thenNothing();
    ended.when({ type: 'session.start' }, HOST).thenRefused('session-ended');
  });
  it('[ST6] its end empties the stage and takes back invitations', () => {
    const stage: SessionEvent[] = [
      { type: 'stage.entered', participant: 'rey', airAt: DAWN },
      { type: 'stage.invited', participant: 'ana' },
    ];
    const ended = given(...started(), ...stage)
      .when({ type: 'session.end' }, HOST)
      .thenKinds('session.ended', 'stage.removed', 'stage.uninvited');
    ended.when({ type: 'stage.invite', participant: 'rey' }, HOST).thenRefused('session-ended');
    ended.when({ type: 'stage.accept' }, REMOTE).thenRefused('session-ended');
  });
});
