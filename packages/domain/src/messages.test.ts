import { describe, expect, it } from 'vitest';
import { HOST, KEEPER, judge, prepared, running, SPEAKER } from './testing/events.ts';
import { given } from './testing/given.ts';
import { speakerView } from './views/speaker.ts';
import { timekeeperView } from './views/timekeeper.ts';

describe('messages', () => {
  const send = (role: 'speaker' | 'judge' | 'timekeeper') =>
    ({ type: 'message.send', to: { kind: 'role', role }, text: 'Closer' }) as const;
  it('[ME1] reaches who has the floor, else all speakers', () => {
    given(...running())
      .when(send('speaker'), HOST)
      .then({ type: 'message.sent', message: 'a1', to: ['ana'], text: 'Closer' });
    given(...prepared())
      .when(send('speaker'), HOST)
      .then({ type: 'message.sent', message: 'a1', to: ['ana', 'ben'], text: 'Closer' });
    given(...running())
      .when({ ...send('judge'), to: { kind: 'person', participant: 'x' } }, HOST)
      .thenRefused('nobody-to-tell');
  });
  it('[ME2] [VI6] is acknowledged once, by whom it was meant for', () => {
    const sent = given(...running()).when(send('speaker'), HOST);
    expect(Object.keys(speakerView(sent.state, 'ana').messages)).toEqual(['a1']);
    expect(speakerView(sent.state, 'ben').messages).toEqual({});
    sent.when({ type: 'message.acknowledge', message: 'a1' }, judge('j1')).thenRefused('not-allowed');
    sent
      .when({ type: 'message.acknowledge', message: 'a1' }, SPEAKER)
      .thenKinds('message.acknowledged')
      .when({ type: 'message.acknowledge', message: 'a1' }, SPEAKER)
      .thenNothing();
    sent
      .when({ type: 'message.withdraw', message: 'a1' }, HOST)
      .when({ type: 'message.withdraw', message: 'a1' }, HOST)
      .thenRefused('unknown-message');
    const kept = given(...running()).when(send('timekeeper'), HOST);
    expect(Object.keys(timekeeperView(kept.state).messages)).toEqual(['a1']);
    expect(
      timekeeperView(kept.when({ type: 'message.acknowledge', message: 'a1' }, KEEPER).state).messages['a1']
        ?.acknowledged,
    ).toBe(true);
  });
});
