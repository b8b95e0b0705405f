import type { HostView, ItemView, Role } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { linkGroups, unopened } from './link-list.ts';
import type { Attendee } from './record-data.svelte.ts';
import { presentGroups, rankedLines, talkLines, wantedOf } from './record-facts.ts';

const item = (id: string, key: number, kind: ItemView['kind'] = 'talk', speaker = id): ItemView => ({
  item: id,
  key,
  kind,
  title: `题 ${id}`,
  planned: 720_000,
  warnAt: 120_000,
  finalAt: 30_000,
  status: 'done',
  ...(kind === 'talk' ? { speaker: { participant: speaker, name: speaker } } : {}),
});
const view = (given: object): HostView =>
  ({
    projector: { order: {}, results: {}, session: { status: 'ended' } },
    judges: {},
    judging: {},
    people: {},
    record: { words: {} },
    ...given,
  }) as unknown as HostView;
const came = (name: string | undefined, roles: Role[]): Attendee => ({
  participant: name ?? 'x',
  roles,
  joinedAt: 1,
  ...(name === undefined ? {} : { name }),
});

it('numbers talks in running order, and ranks only what has been published', () => {
  const order = { b: item('b', 3), pause: item('pause', 2, 'break'), a: item('a', 1), c: item('c', 4) };
  const results = { a: { total: '90', rank: 2 }, b: { total: '91.5', rank: 1 }, c: { mean: '88' } };
  const lines = talkLines(view({ projector: { order, results, session: { status: 'ended' } } }));
  expect(lines.map((one) => `${one.number} ${one.item.item}`)).toEqual(['1 a', '2 b', '3 c']);
  expect(rankedLines(lines).map((one) => one.item.item)).toEqual(['b', 'a']);
});
it('says how a published total was reached, and nothing of one that is not', () => {
  const order = { a: item('a', 1), b: item('b', 2) };
  const results = { a: { total: '88.97', rank: 1, tied: false } };
  const judging = {
    a: { result: { mean: '89.17', deductionTotal: '0.2', total: '88.97' } },
    b: { result: { mean: '91.33', deductionTotal: '0', total: '91.33' } },
  };
  const lines = talkLines(view({ projector: { order, results, session: { status: 'ended' } }, judging }));
  expect(lines.map((one) => one.result)).toEqual([
    { total: '88.97', rank: 1, tied: false, mean: '89.17', deduction: '0.2' },
    undefined,
  ]);
});
it('counts each person present once, under what they came for; the projector is nobody', () => {
  const { groups, unnamed } = presentGroups([
    came('周明', ['audience']),
    came('陈立', ['speaker', 'judge']),
    came('阿依', ['audience', 'remote']),
    came(undefined, ['audience']),
    came(undefined, ['projector']),
  ]);
  expect(groups.map((one) => `${one.role}: ${one.people.map((person) => person.name).join()}`)).toEqual([
    'speaker: 陈立',
    'remote: 阿依',
    'audience: 周明',
  ]);
  expect(unnamed).toBe(1);
});
it('says what still wants a person, until it is confirmed', () => {
  const live = { order: {}, results: {}, session: { status: 'live' } };
  expect(wantedOf(view({ projector: live }))).toEqual(['end']);
  expect(wantedOf(view({}))).toEqual(['summary', 'decisions', 'confirm']);
  expect(wantedOf(view({ record: { words: { summary: '写了', decisions: ' ' } } }))).toEqual(['decisions', 'confirm']);
  expect(wantedOf(view({ record: { words: {}, confirmedAt: 5 } }))).toEqual([]);
});
it('lists a link for each role of each person: the one that is good, or when the last one died', () => {
  const groups = linkGroups(
    view({
      projector: { order: { t: item('t', 1, 'talk', 'p1') }, results: {}, session: { status: 'prepared' } },
      judges: {
        p2: { participant: 'p2', panel: 'judges', key: 0 },
        p1: { participant: 'p1', panel: 'judges', key: 1 },
      },
      people: {
        p1: {
          participant: 'p1',
          name: '高远',
          links: {
            l1: { link: 'l1', role: 'speaker', opened: 7 },
            l2: { link: 'l2', role: 'judge', revoked: 8 },
            l3: { link: 'l3', role: 'judge' },
          },
        },
        p2: { participant: 'p2', name: '陈立', links: { l4: { link: 'l4', role: 'judge', revoked: 9 } } },
        p3: { participant: 'p3', links: { l5: { link: 'l5', role: 'projector' } } },
        p4: {
          participant: 'p4',
          links: { l6: { link: 'l6', role: 'clerk' }, l7: { link: 'l7', role: 'head-judge', opened: 9 } },
        },
      },
    }),
  );
  expect(groups.map((one) => [one.kind, one.rows.map((row) => row.link ?? row.revokedAt)])).toEqual([
    ['hall', ['l5']],
    ['speaker', ['l1']],
    ['jury', ['l7', 'l6']],
    ['judge', [9, 'l3']],
  ]);
  expect(groups[1]?.rows[0]).toMatchObject({ number: 1, talk: '题 t', openedAt: 7 });
  expect(unopened(groups).map((one) => one.link)).toEqual(['l5', 'l6', 'l3']);
});
