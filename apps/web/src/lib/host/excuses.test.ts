import type { HostView } from '@rostrum/domain';
import { expect, it } from 'vitest';
import { excuseAll, includeAll, standingsOf } from './excuses.ts';

const talk = (item: string, key: string, speaker: string) => ({
  item,
  kind: 'talk',
  key,
  title: item,
  speaker: { participant: speaker },
});
const view = {
  projector: {
    order: {
      c: talk('c', 'c', 's'),
      a: talk('a', 'a', 's'),
      b: talk('b', 'b', 'j'),
      d: talk('d', 'd', 's'),
      p: { item: 'p', kind: 'break', key: 'e' },
    },
  },
  judging: {
    a: { sheets: { j: { state: 'sent', at: 1 } } },
    b: { sheets: { j: { state: 'excused' } } },
    c: { sheets: { j: { state: 'excused', excuse: 'ill' } } },
    d: { sheets: { j: { state: 'draft' } } },
  },
} as unknown as HostView;

it('[JU5] a judge is excused from the talks that still wait for them, never from their own or one whose sheet is in', () => {
  const standings = standingsOf(view, 'j');
  expect(standings.map((one) => `${one.number} ${one.talk.item} ${one.state} ${one.excuse ?? ''}`.trim())).toEqual([
    '1 a in',
    '2 b own',
    '3 c excused 免评：ill',
    '4 d awaited',
  ]);
  expect(excuseAll(standings, 'j', 'absent', 'excused')).toEqual([
    { type: 'judge.excuse', talk: 'd', judge: 'j', reason: 'absent', kind: 'excused' },
  ]);
  expect(includeAll(standings, 'j')).toEqual([{ type: 'judge.include', talk: 'c', judge: 'j' }]);
});
