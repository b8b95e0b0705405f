import { describe, it } from 'vitest';
import { HOST, running } from './testing/events.ts';
import { given } from './testing/given.ts';

describe('record', () => {
  it('[ME3] the record is written, confirmed after the end, opened again', () => {
    given(...running())
      .when({ type: 'record.confirm' }, HOST)
      .thenRefused('session-not-ended');
    const write = { type: 'record.write', section: 'chair', text: 'Ana' } as const;
    const confirmed = given(...running(), { type: 'session.ended' })
      .when(write, HOST)
      .when({ type: 'record.confirm' }, HOST)
      .thenKinds('record.confirmed');
    confirmed.when({ type: 'record.confirm' }, HOST).thenNothing();
    confirmed.when(write, HOST).thenRefused('record-confirmed');
    confirmed.when({ type: 'record.reopen' }, HOST).when({ type: 'record.reopen' }, HOST).thenNothing();
  });
});
