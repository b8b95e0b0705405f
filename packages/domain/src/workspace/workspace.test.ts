import { describe, expect, it } from 'vitest';
import { openingFrom } from '../opening.ts';
import { presetRules } from '../rules.ts';
import { contextOf, DAWN, MINUTE, OWNER, SYSTEM } from '../testing/context.ts';
import { scenario } from '../testing/scenario.ts';
import { WorkspacePlay } from '../testing/seed.ts';
import { decideWorkspace, evolveWorkspace, initialWorkspace, type WorkspaceCommand } from './workspace.ts';

const create: WorkspaceCommand = { type: 'workspace.create', name: 'House', language: 'en', owner: 'Olga' };
const session: Extract<WorkspaceCommand, { type: 'session.create' }> = {
  type: 'session.create',
  title: 'S',
  startsAt: DAWN,
  place: 'Hall',
  language: 'en',
  talks: [{ title: 'T', minutes: 8, speaker: { name: 'Ana', member: 'm1' } }],
  judges: [{ name: 'Ana', member: 'm1' }, { name: 'Ben' }],
};
const opened = () => {
  const play = new WorkspacePlay();
  play.run(create);
  return play;
};
const code = (play: WorkspacePlay, command: WorkspaceCommand, more: object = {}) => {
  const decision = decideWorkspace(
    play.state,
    command,
    contextOf(OWNER, { now: play.now, newId: play.newId, ...more }),
  );
  return decision.ok ? decision.events.length : decision.code;
};

describe('workspace', () => {
  it('[WS1] is created once, and nothing else before', () => {
    const play = new WorkspacePlay();
    expect(code(play, session)).toBe('no-workspace');
    play.run(create);
    expect(play.state).toMatchObject({ name: 'House', ownerName: 'Olga' });
    expect(code(play, create)).toBe('workspace-exists');
    play.run({ type: 'workspace.change', language: 'zh' });
    expect(play.state).toMatchObject({ name: 'House', language: 'zh' });
    play.run({ type: 'address.choose', address: 'https://rostrum.example' });
    expect(code(play, { type: 'address.choose', address: 'https://rostrum.example' })).toBe(0);
  });
  it('[WS2] an invitation is used once and expires', () => {
    const play = opened();
    play.run({ type: 'owner.invite', invitation: 'inv', expiresAt: DAWN + MINUTE }, SYSTEM);
    const admit: WorkspaceCommand = { type: 'owner.admit', invitation: 'inv', cookie: 'c1' };
    expect(code(play, admit, { now: DAWN + MINUTE + 1 })).toBe('owner-link-expired');
    expect(code(play, admit, { now: DAWN + MINUTE })).toBe(1);
    play.run(admit, SYSTEM);
    expect(play.state.owners).toEqual({ c1: DAWN });
    expect(code(play, { ...admit, cookie: 'c2' })).toBe('owner-link-used');
    play.run({ type: 'owner.sign-out', cookie: 'c1' }, SYSTEM);
    expect(play.state.owners).toEqual({});
  });
  it('members come, change and go', () => {
    const play = opened();
    play.run({ type: 'member.add', members: [{ name: 'A' }, { name: 'B', unit: 'U' }] });
    const [a] = Object.keys(play.state.members);
    play.run({ type: 'member.change', member: a!, name: 'AA' });
    expect(Object.values(play.state.members)).toEqual([
      { member: a, name: 'AA' },
      { member: expect.any(String) as string, name: 'B', unit: 'U' },
    ]);
    play.run({ type: 'member.remove', member: a! });
    expect(code(play, { type: 'member.change', member: a!, name: 'X' })).toBe('unknown-member');
    expect(code(play, { type: 'member.remove', member: '__proto__' })).toBe('unknown-member');
  });
  it('[WS6] a programme with sessions stays', () => {
    const play = opened();
    const { programme } = play.run({ type: 'programme.create', title: 'P', language: 'en', minutes: 8 }).answer as {
      programme: string;
    };
    expect(play.state.programmes[programme]).toMatchObject({ title: 'P', rules: presetRules('en') });
    play.run({ type: 'programme.change', programme, title: 'PP' });
    play.run({ ...session, programme });
    expect(code(play, { type: 'programme.remove', programme })).toBe('programme-has-sessions');
    play.run({ type: 'session.remove', session: Object.keys(play.state.sessions)[0]! });
    play.run({ type: 'programme.remove', programme });
    expect(code(play, { type: 'programme.change', programme, title: 'X' })).toBe('unknown-programme');
    expect(code(play, { ...session, programme })).toBe('unknown-programme');
  });
});

describe('sessions', () => {
  it('[WS3] [WS4] [WS5] are made with unique codes, one person for one member, and the preset’s rules', () => {
    const play = opened();
    const draws = [0, 0, 0, 899_999];
    const first = decideWorkspace(
      play.state,
      session,
      contextOf(OWNER, { newId: play.newId, random: () => draws.shift()! }),
    );
    if (!first.ok) throw new Error(first.code);
    play.state = evolveWorkspace(
      play.state,
      first.events.map((event) => ({ ...event, at: DAWN })),
    );
    const second = decideWorkspace(
      play.state,
      session,
      contextOf(OWNER, { newId: play.newId, random: () => draws.shift()! }),
    );
    if (!second.ok) throw new Error(second.code);
    play.state = evolveWorkspace(
      play.state,
      second.events.map((event) => ({ ...event, at: DAWN })),
    );
    expect(Object.values(play.state.sessions).map((one) => one.code)).toEqual(['100000', '999999']);
    const [event] = first.events;
    if (event?.type !== 'session.created') throw new Error('no session');
    const { opening } = event;
    const ana = opening.participants.find((one) => one.member === 'm1')!;
    expect(ana.roles).toEqual(['speaker', 'judge']);
    expect(opening.links.filter((one) => one.participant === ana.participant).map((one) => one.role)).toEqual([
      'speaker',
      'judge',
    ]);
    expect(opening.panels?.['judges']?.[0]).toBe(ana.participant);
    expect(opening.participants.map((one) => one.roles.join())).toEqual([
      'host',
      'projector',
      'timekeeper',
      'speaker,judge',
      'judge',
    ]);
    expect(opening.rules).toEqual(presetRules(opening.info.language));
    expect(opening.info.guestKey).toMatch(/^[A-Za-z0-9_-]{2,64}$/);
  });
  it('[WS7] only the next run is opened, with its title', () => {
    const one = scenario('prepared');
    const play = new WorkspacePlay();
    play.state = one.workspace;
    const { session: name } = one.opening.info;
    const next = (run: number): WorkspaceCommand => ({
      type: 'session.reset',
      session: name,
      opening: { ...openingFrom(one.state, run), info: { ...openingFrom(one.state, run).info, title: 'New' } },
    });
    expect(code(play, next(1))).toBe('changed-meanwhile');
    expect(code(play, next(3))).toBe('changed-meanwhile');
    play.run(next(2), SYSTEM);
    expect(play.state.sessions[name]).toMatchObject({ run: 2, title: 'New', code: one.opening.info.code });
    expect(code(play, { type: 'session.remove', session: 'nothing' })).toBe('unknown-session');
  });
  it('[WS9] the list follows the present run, and only it', () => {
    const one = scenario('prepared');
    const play = new WorkspacePlay();
    play.state = one.workspace;
    const { session: name, run, startsAt } = one.opening.info;
    const list = (as: number, title: string): WorkspaceCommand => ({
      type: 'session.list',
      session: name,
      run: as,
      title,
      startsAt: startsAt + 1,
    });
    expect(code(play, list(run + 1, 'Other run'))).toBe(0);
    play.run(list(run, 'New'), SYSTEM);
    expect(play.state.sessions[name]).toMatchObject({ run, title: 'New', startsAt: startsAt + 1 });
    expect(code(play, list(run, 'New'))).toBe(0);
    expect(code(play, { type: 'session.list', session: 'nothing', run, title: 'New', startsAt })).toBe(
      'unknown-session',
    );
  });
  it('[WS8] the demo goes with one command, but not what others added to it', () => {
    for (const added of [false, true]) {
      const play = opened();
      const { programme } = play.run({ type: 'programme.create', title: 'Demo', language: 'en', minutes: 8 })
        .answer as { programme: string };
      const { session: demo } = play.run({ ...session, programme }).answer as { session: string };
      play.run({ type: 'member.add', members: [{ name: 'D' }] });
      const members = Object.keys(play.state.members);
      play.run({ type: 'demo.mark', programme, session: demo, members }, SYSTEM);
      if (added) play.run({ ...session, programme });
      play.run({ type: 'demo.remove' });
      expect(play.state.members).toEqual({});
      expect(play.state.sessions[demo]).toBeUndefined();
      expect(Object.keys(play.state.programmes)).toHaveLength(added ? 1 : 0);
      expect(play.state.demo).toBeUndefined();
      expect(code(play, { type: 'demo.remove' })).toBe(0);
    }
  });
  it('folds from nothing, and as JSON', () => {
    const { workspaceEvents, workspace } = scenario('prepared');
    expect(evolveWorkspace(initialWorkspace, workspaceEvents)).toEqual(workspace);
    expect(JSON.parse(JSON.stringify(workspace))).toEqual(workspace);
  });
});
