import { describe, expect, it } from 'vitest';
import { type SessionEvent } from './session.ts';
import { DAWN, SYSTEM } from './testing/context.ts';
import { HOST, prepared, REMOTE, SPEAKER, started } from './testing/events.ts';
import { given } from './testing/given.ts';

describe('stage', () => {
  it('[ST1] [ST2] [ST4] from the raised hand to the air, three seconds after accepting', () => {
    given(...prepared())
      .when({ type: 'hand.raise' }, REMOTE)
      .thenRefused('session-not-live');
    const raised = given(...started())
      .when({ type: 'hand.raise' }, REMOTE)
      .then({ type: 'hand.raised', participant: 'rey' });
    raised.when({ type: 'hand.raise' }, REMOTE).thenNothing();
    raised.when({ type: 'stage.accept' }, REMOTE).thenRefused('not-invited');
    const invited = raised.when({ type: 'stage.invite', participant: 'rey' }, HOST).thenKinds('stage.invited');
    invited.when({ type: 'stage.invite', participant: 'rey' }, HOST).thenNothing();
    const on = invited
      .when({ type: 'stage.accept' }, REMOTE, { now: DAWN })
      .then({ type: 'stage.entered', participant: 'rey', airAt: DAWN + 3000 });
    on.when({ type: 'stage.accept' }, REMOTE).thenNothing();
    expect(on.state.stage).toEqual({ hands: {}, invited: {}, onStage: { rey: { airAt: DAWN + 3000, muted: false } } });
    on.when({ type: 'stage.leave' }, REMOTE).when({ type: 'stage.leave' }, REMOTE).thenNothing();
    on.when({ type: 'stage.remove', participant: 'rey' }, SYSTEM)
      .when({ type: 'stage.remove', participant: 'rey' }, HOST)
      .thenNothing();
    invited
      .when({ type: 'stage.decline' }, REMOTE)
      .then({ type: 'stage.declined', participant: 'rey' })
      .when({ type: 'stage.decline' }, REMOTE)
      .thenNothing();
    raised.when({ type: 'hand.lower' }, REMOTE).when({ type: 'hand.lower' }, REMOTE).thenNothing();
    given(...started())
      .when({ type: 'stage.uninvite', participant: 'rey' }, HOST)
      .thenNothing();
  });
  it('[ST3] at most six', () => {
    const six = Array.from({ length: 6 }, (_one, index): SessionEvent => ({
      type: 'stage.entered',
      participant: `p${index}`,
      airAt: DAWN,
    }));
    given(...started(), ...six)
      .when({ type: 'stage.invite', participant: 'rey' }, HOST)
      .thenRefused('stage-full', { limit: 6 });
  });
  it('[ST5] muted by the host, the server or oneself; unmuted by oneself only', () => {
    const on = given(...started(), { type: 'stage.entered', participant: 'rey', airAt: DAWN });
    for (const by of [HOST, SYSTEM, REMOTE]) {
      const muted = on.when({ type: 'stage.mute', participant: 'rey' }, by);
      muted.when({ type: 'stage.mute', participant: 'rey' }, by).thenNothing();
      muted
        .when({ type: 'stage.unmute' }, REMOTE)
        .then({ type: 'stage.unmuted', participant: 'rey' })
        .when({ type: 'stage.unmute' }, REMOTE)
        .thenNothing();
    }
    on.when({ type: 'stage.mute', participant: 'rey' }, SPEAKER).thenRefused('not-allowed');
    on.when({ type: 'stage.mute', participant: 'ana' }, HOST).thenRefused('not-on-stage');
    on.when({ type: 'stage.unmute' }, SPEAKER).thenRefused('not-on-stage');
    on.when({ type: 'stage.invite', participant: 'nobody' }, HOST).thenRefused('unknown-participant');
  });
});
