import { initialSession, ROLES, type Deck, type Role, type SessionState } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import { mayHaveLarge, mayHaveOriginal, maySeePage, mayUpload } from './rights.ts';

const item = (id: string, kind: 'talk' | 'break', speaker?: string) => ({
  item: id,
  key: 1,
  kind,
  title: id,
  planned: 600_000,
  warnAt: 60_000,
  finalAt: 10_000,
  status: 'waiting' as const,
  ...(speaker === undefined ? {} : { speaker }),
});
const deck: Deck = {
  deck: 'd',
  talk: 'mine',
  name: 'd.pdf',
  kind: 'pdf',
  pages: 10,
  bytes: 1,
  shapes: [],
  ready: [],
  page: 3,
  shown: [[0, 3]],
};
const state = (
  changes: { status?: SessionState['info']['status']; lookAhead?: boolean; current?: string } = {},
): SessionState => ({
  ...initialSession,
  info: {
    ...initialSession.info,
    status: changes.status ?? 'live',
    settings: { ...initialSession.info.settings, lookAhead: changes.lookAhead ?? false },
  },
  order: {
    ...initialSession.order,
    items: { mine: item('mine', 'talk', 'me'), theirs: item('theirs', 'talk', 'them'), rest: item('rest', 'break') },
    ...(changes.current === undefined ? {} : { current: changes.current }),
  },
});
/** Every role as somebody else, and the speaker of the deck's talk. */
const askers = [
  ...ROLES.map((role) => ({ role, participant: 'them' })),
  { role: 'speaker' as Role, participant: 'me' },
];
const who = (may: (asker: { role: Role; participant: string }) => boolean): string[] =>
  askers
    .filter(may)
    .map(({ role, participant }) => (role === 'speaker' && participant === 'me' ? 'own speaker' : role));

const ALWAYS = ['host', 'projector', 'own speaker'];
const HALL = ['host', 'head-judge', 'clerk', 'speaker', 'judge', 'audience', 'remote', 'projector', 'own speaker'];

describe('DK6: who sees a page', () => {
  it('once it is shown: all but the timekeeper', () => {
    expect(who((asker) => maySeePage(state(), asker, deck, 2))).toEqual(HALL);
    expect(who((asker) => maySeePage(state({ status: 'ended' }), asker, deck, 2))).toEqual(HALL);
  });
  it('before it is shown: host, projector and its speaker', () => {
    expect(who((asker) => maySeePage(state(), asker, deck, 4))).toEqual(ALWAYS);
    expect(who((asker) => maySeePage(state({ current: 'mine' }), asker, deck, 4))).toEqual(ALWAYS);
  });
  it('before it is shown, looking ahead: the hall, while its talk is on and the session runs', () => {
    const ahead = { lookAhead: true, current: 'mine' };
    expect(who((asker) => maySeePage(state(ahead), asker, deck, 4))).toEqual(HALL);
    expect(who((asker) => maySeePage(state({ ...ahead, current: 'theirs' }), asker, deck, 4))).toEqual(ALWAYS);
    expect(who((asker) => maySeePage(state({ ...ahead, status: 'ended' }), asker, deck, 4))).toEqual(ALWAYS);
    expect(who((asker) => maySeePage(state({ ...ahead, status: 'prepared' }), asker, deck, 4))).toEqual(ALWAYS);
  });
});

describe('who else may what', () => {
  it('originals and notes: host and the talk’s speaker', () => {
    expect(who((asker) => mayHaveOriginal(state(), asker, deck))).toEqual(['host', 'own speaker']);
    // A participant who is the speaker, but acts in another role, has that role's rights.
    expect(mayHaveOriginal(state(), { role: 'audience', participant: 'me' }, deck)).toBe(false);
  });
  it('the widest images: host, projector, speakers', () => {
    expect(who(mayHaveLarge)).toEqual(['host', 'speaker', 'projector', 'own speaker']);
  });
  it('uploads: the host for any talk, a speaker for their own, nobody for a break or nothing', () => {
    expect(who((asker) => mayUpload(state(), asker, 'mine') === 'yes')).toEqual(['host', 'own speaker']);
    expect(mayUpload(state(), { role: 'host', participant: 'h' }, 'rest')).toBe('unknown-item');
    expect(mayUpload(state(), { role: 'host', participant: 'h' }, 'toString')).toBe('unknown-item');
    expect(mayUpload(state(), { role: 'judge', participant: 'me' }, 'mine')).toBe('not-your-talk');
  });
});
