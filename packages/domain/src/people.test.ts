import { describe, expect, it } from 'vitest';
import { ERASED } from './kernel.ts';
import { as, DAWN, SYSTEM } from './testing/context.ts';
import { GUEST, HOST, prepared, running, SPEAKER, started } from './testing/events.ts';
import { given } from './testing/given.ts';
import { audienceView } from './views/audience.ts';
import { hostView } from './views/host.ts';
import { meView } from './views/me.ts';
import { speakerView } from './views/speaker.ts';

describe('people and links', () => {
  it('[PE1] a link for each role, new roles bring one, lost roles take theirs', () => {
    given(...prepared())
      .when({ type: 'participant.add', name: 'Zoe', roles: ['judge', 'remote'] }, HOST)
      .then(
        { type: 'participant.added', participant: 'a1', name: 'Zoe', roles: ['judge', 'remote'] },
        { type: 'link.issued', link: 'a2', participant: 'a1', role: 'judge' },
        { type: 'link.issued', link: 'a3', participant: 'a1', role: 'remote' },
      );
    given(...prepared())
      .when({ type: 'participant.change', participant: 'ana', roles: ['judge'] }, HOST)
      .then(
        { type: 'participant.changed', participant: 'ana', roles: ['judge'] },
        { type: 'link.revoked', link: 'link-ana' },
        { type: 'link.issued', link: 'a1', participant: 'ana', role: 'judge' },
      );
    given(...prepared())
      .when({ type: 'participant.change', participant: 'nobody', roles: ['judge'] }, HOST)
      .thenRefused('unknown-participant');
    given(...prepared())
      .when({ type: 'link.issue', participant: 'nobody', role: 'judge' }, HOST)
      .thenRefused('unknown-participant');
  });
  it('[PE5] a link is revoked once', () => {
    given(...prepared())
      .when({ type: 'link.revoke', link: 'link-ana' }, HOST)
      .then({ type: 'link.revoked', link: 'link-ana' })
      .when({ type: 'link.revoke', link: 'link-ana' }, HOST)
      .thenNothing();
    given(...prepared())
      .when({ type: 'link.revoke', link: 'link-x' }, HOST)
      .thenRefused('unknown-link');
  });
  it('[PE7] the last link that lets somebody speak takes them off the stage', () => {
    given(...started(), { type: 'stage.entered', participant: 'rey', airAt: DAWN })
      .when({ type: 'link.revoke', link: 'link-rey' }, HOST)
      .thenKinds('link.revoked', 'stage.removed');
    given(...started(), { type: 'stage.invited', participant: 'rey' })
      .when({ type: 'link.revoke', link: 'link-rey' }, HOST)
      .thenKinds('link.revoked', 'stage.uninvited');
    given(
      ...started(),
      { type: 'stage.entered', participant: 'rey', airAt: DAWN },
      { type: 'link.issued', link: 'second', participant: 'rey', role: 'remote' },
    )
      .when({ type: 'link.revoke', link: 'link-rey' }, HOST)
      .thenKinds('link.revoked');
  });
  it('[PE2] guests come as the session allows', () => {
    const join = { type: 'participant.join', participant: 'new', role: 'audience' } as const;
    given(...prepared())
      .when(join, SYSTEM)
      .then({ ...join, type: 'participant.joined' });
    given(...prepared({ settings: { guests: 'closed' } }))
      .when(join, SYSTEM)
      .thenRefused('guests-closed');
    given(...prepared({ settings: { guests: 'named' } }))
      .when(join, SYSTEM)
      .thenRefused('name-needed');
    given(...prepared({ settings: { guests: 'named' } }))
      .when({ ...join, name: 'N' }, SYSTEM)
      .thenKinds('participant.joined');
    given(...prepared())
      .when({ ...join, role: 'judge' }, SYSTEM)
      .thenRefused('unknown-participant');
    given(...prepared({ settings: { guests: 'closed' } }))
      .when({ ...join, participant: 'ana', role: 'speaker' }, SYSTEM)
      .thenKinds('participant.joined');
  });
  it('[PE3] [PE4] is counted once, leaves once, comes back', () => {
    const join = { type: 'participant.join', participant: 'guest', role: 'audience' } as const;
    given(...prepared())
      .when(join, SYSTEM)
      .thenNothing();
    given(...prepared())
      .when({ ...join, name: 'Guest' }, SYSTEM)
      .thenNothing();
    const left = given(...prepared())
      .when({ type: 'participant.leave', participant: 'guest' }, SYSTEM)
      .thenKinds('participant.left');
    left.when({ type: 'participant.leave', participant: 'guest' }, SYSTEM).thenNothing();
    given(...prepared())
      .when({ type: 'participant.leave', participant: 'ana' }, SYSTEM)
      .thenNothing();
    expect(left.state.people.here).toEqual({ hall: 0, afar: 0, unsaid: 0 });
    const back = left.when({ ...join, place: 'afar' }, SYSTEM);
    expect([back.state.people.here, back.state.people.joined]).toEqual([{ hall: 0, afar: 1, unsaid: 0 }, 1]);
  });
  it('[PE4] [PE6] is afar who comes in by the remote page and has not said otherwise; a projector is nobody', () => {
    const join = { type: 'participant.join', participant: 'far', role: 'remote', name: 'F' } as const;
    const far = given(...prepared()).when(join, SYSTEM);
    const before = given(...prepared()).state.people.here;
    expect(far.state.people.here).toEqual({ ...before, afar: before.afar + 1 });
    const said = far.when({ type: 'self.describe', place: 'hall' }, as('remote', 'far'));
    said.when(join, SYSTEM).thenNothing();
    expect(said.state.people.here).toEqual({ ...before, hall: before.hall + 1 });
    const wall = given(...prepared(), {
      type: 'participant.added',
      participant: 'wall',
      roles: ['projector'],
    }).when({ type: 'participant.join', participant: 'wall', role: 'projector' }, SYSTEM);
    expect(wall.state.people.here).toEqual(before);
    wall.when({ type: 'participant.leave', participant: 'wall' }, SYSTEM).thenKinds('participant.left');
  });
  it('[PE6] is afar who speaks from afar; where a judge is, or a speaker of the hall, nobody has said', () => {
    const change = { type: 'item.changed', item: 't1', remote: true } as const;
    const join = { type: 'participant.join', participant: 'ana', role: 'speaker' } as const;
    const far = given(...prepared(), change).when(join, SYSTEM);
    expect(far.state.people.participants['ana']?.place).toBe('afar');
    const corrected = far.when({ type: 'participant.change', participant: 'ana', place: 'hall' }, HOST);
    corrected.when({ ...join }, SYSTEM).thenNothing();
    expect(corrected.state.people.participants['ana']?.place).toBe('hall');
    const near = given(...prepared()).when(join, SYSTEM);
    expect(near.state.people.participants['ana']?.place).toBeUndefined();
  });
  it('[PE6] describes themself', () => {
    const once = given(...prepared())
      .when({ type: 'self.describe', name: 'G', place: 'hall' }, GUEST)
      .then({ type: 'participant.changed', participant: 'guest', name: 'G', place: 'hall' });
    once.when({ type: 'self.describe', place: 'hall' }, GUEST).thenNothing();
    given(...prepared())
      .when({ type: 'self.describe', name: 'G' }, as('audience', 'x'))
      .thenRefused('unknown-participant');
  });
  it('[PR3] the erased have neither name nor unit', () => {
    const erased = given(
      ...running(),
      { type: 'participant.changed', participant: 'ana', name: ERASED, unit: ERASED },
      { type: 'stage.entered', participant: 'ana', airAt: DAWN },
    ).state;
    expect(audienceView(erased).order['t1']?.speaker).toEqual({ participant: 'ana', erased: true });
    for (const view of [audienceView(erased), meView(erased, 'ana')])
      expect(JSON.stringify(view)).not.toContain(ERASED);
  });
  it('[PE10] erasing takes name, unit, links, the stage, a raised hand and the names of files', () => {
    const before = given(
      ...running(),
      { type: 'participant.changed', participant: 'ana', name: 'Ana', unit: 'Harbour', roles: ['speaker', 'remote'] },
      { type: 'link.issued', link: 'second', participant: 'ana', role: 'remote' },
      { type: 'hand.raised', participant: 'ana' },
      { type: 'stage.entered', participant: 'ana', airAt: DAWN },
      { type: 'hand.raised', participant: 'ana' },
      { type: 'deck.rejected', talk: 't1', name: 'Ana of Harbour.pdf', problem: 'broken' },
      { type: 'deck.accepted', deck: 'd2', talk: 't2', name: 'Two.pdf', kind: 'pdf', pages: 1, bytes: 1, shapes: [1] },
    );
    const erased = before.when({ type: 'participant.erase', participant: 'ana' }, SYSTEM);
    erased.thenKinds('participant.erased', 'link.revoked', 'link.revoked', 'stage.removed', 'hand.lowered');
    const { people, stage, decks } = erased.state;
    expect(people.participants['ana']).toMatchObject({ name: ERASED });
    expect(people.participants['ana']).not.toHaveProperty('unit');
    expect(Object.values(people.links).filter((one) => one.participant === 'ana' && !one.revokedAt)).toEqual([]);
    expect([stage.onStage['ana'], stage.hands['ana']]).toEqual([undefined, undefined]);
    expect(JSON.stringify(decks)).not.toContain('One.pdf');
    expect(JSON.stringify(decks)).not.toContain('Harbour');
    expect(decks.decks['t2']?.name).toBe('Two.pdf');
    // What was given stays, nameless; the others keep their names.
    expect(audienceView(erased.state).order['t1']?.speaker).toEqual({ participant: 'ana', erased: true });
    expect(audienceView(erased.state).order['t2']?.speaker?.name).toBe('Name ben');
    for (const view of [audienceView(erased.state), speakerView(erased.state, 'ana'), hostView(erased.state)])
      expect(JSON.stringify(view)).not.toContain(ERASED);
    erased.when({ type: 'participant.erase', participant: 'ana' }, SYSTEM).thenNothing();
    erased.when({ type: 'participant.erase', participant: 'nobody' }, SYSTEM).thenNothing();
  });
  it('[PE10] nothing gives an erased person a name or a link again', () => {
    const erased = given(...running(), { type: 'participant.erased', participant: 'ana' });
    erased.when({ type: 'participant.change', participant: 'ana', name: 'Ana' }, HOST).thenRefused('person-erased');
    erased.when({ type: 'self.describe', name: 'Ana' }, SPEAKER).thenRefused('person-erased');
    erased.when({ type: 'link.issue', participant: 'ana', role: 'speaker' }, HOST).thenRefused('person-erased');
    erased
      .when({ type: 'participant.join', participant: 'ana', role: 'speaker', name: 'Ana' }, SYSTEM)
      .thenRefused('person-erased');
  });
});
