import { ERASED, initialWorkspace, MICRO_LECTURE, type WorkspaceState } from '@rostrum/domain';
import type { SessionSummary } from '@rostrum/protocol';
import { describe, expect, test } from 'vitest';
import { organiserView } from './organiser-view.ts';

const session = (
  name: string,
  given: Partial<SessionSummary>,
  ...talks: [member: string | undefined, done?: boolean][]
): SessionSummary => ({
  session: name,
  programme: 'p1',
  title: name,
  startsAt: 1,
  place: '',
  language: 'zh',
  status: 'prepared',
  code: '123456',
  run: 1,
  judges: 0,
  unopened: [],
  recordConfirmed: false,
  ...given,
  talks: talks.map(([member, done = false], index) => ({
    talk: `${name}-${index}`,
    title: 't',
    minutes: 8,
    deck: false,
    remote: false,
    done,
    ...(member === undefined ? {} : { member }),
  })),
});
const programme = (name: string) => ({
  programme: name,
  title: name,
  language: 'zh' as const,
  minutes: 8,
  rules: MICRO_LECTURE,
});
const workspace: WorkspaceState = {
  ...initialWorkspace,
  name: '青松街道',
  ownerName: '周敏',
  members: {
    m1: { member: 'm1', name: '欧阳静怡', unit: '林业局' },
    m2: { member: 'm2', name: 'Marek Nowak' },
    m3: { member: 'm3', name: ERASED, unit: ERASED },
    m4: { member: 'm4', name: '陈思远', unit: '' },
  },
  programmes: { p1: programme('p1'), p2: programme('p2') },
};
const view = (...sessions: SessionSummary[]) => organiserView({ workspace, sessions, addresses: [], version: '1' });
const coverage = (...sessions: SessionSummary[]) => view(...sessions).programmes[0]!.coverage;

describe('[OR2] coverage', () => {
  test('without sessions everybody has yet to speak', () => {
    expect(coverage()).toEqual({ spoke: 0, scheduled: 0, yetTo: 4, of: 4 });
  });
  test('counts each member once, and who has spoken no longer as scheduled', () => {
    const past = session('s1', { status: 'ended' }, ['m1', true], ['m2', true], ['m1', true]);
    const coming = session('s2', {}, ['m2'], ['m3']);
    expect(coverage(past, coming)).toEqual({ spoke: 2, scheduled: 1, yetTo: 1, of: 4 });
  });
  test('a talk that was not given in an ended session counts for nothing; in a live one it is still to come', () => {
    expect(coverage(session('s1', { status: 'ended' }, ['m1', false]))).toMatchObject({ spoke: 0, scheduled: 0 });
    expect(coverage(session('s1', { status: 'live' }, ['m1', true], ['m2', false]))).toMatchObject({
      spoke: 1,
      scheduled: 1,
    });
  });
  test('speakers who are no members, or no longer, do not count', () => {
    expect(coverage(session('s1', {}, [undefined], ['gone']))).toEqual({ spoke: 0, scheduled: 0, yetTo: 4, of: 4 });
  });
  test('is that of one programme; the list of members is that of all', () => {
    const elsewhere = session('s1', { programme: 'p2', status: 'ended' }, ['m1', true]);
    const [first, second] = view(elsewhere).programmes;
    expect(first!.coverage.spoke).toBe(0);
    expect(first!.members[0]!.spoke).toEqual([]);
    expect(second!.coverage.spoke).toBe(1);
    expect(view(elsewhere).members[0]!.spoke).toEqual(['s1']);
  });
});

test('sessions by their time; an erased member without name and unit; no workspace before it is made', () => {
  const all = view(session('late', { startsAt: 9 }), session('early', { startsAt: 2 }));
  expect(all.sessions.map((one) => one.session)).toEqual(['early', 'late']);
  expect(all.members[2]).toEqual({ member: 'm3', name: '', spoke: [], scheduled: [] });
  expect(all.members[3]!.unit).toBeUndefined();
  expect(all.workspace).toEqual({ name: '青松街道', language: 'zh', owner: '周敏' });
  expect(all.demo).toBeUndefined();
  const empty = organiserView({ workspace: initialWorkspace, sessions: [], addresses: [], version: '1' });
  expect(empty.workspace).toBeUndefined();
});
