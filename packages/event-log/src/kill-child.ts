import { openSqliteEventLog } from './sqlite-event-log.ts';

// Started by sqlite-durability.test.ts, which kills it: appends for ever, and says of each append once it is acknowledged.
const log = await openSqliteEventLog({ file: process.argv[2] ?? '' });
let revision = await log.head('s');
for (;;) {
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, (_, n) => {
      const next = revision + n;
      const author = 'p1';
      const id = `c${next + 1}`;
      const command = { author, id, contentHash: id, answer: null, revision: next + 1 };
      const event = { type: 'counted', at: next, data: { id } };
      return log.append({ stream: 's', expectedRevision: next, events: [event], commands: [command] });
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status !== 'committed') throw new Error(JSON.stringify(outcome));
    revision = outcome.revision;
    process.stdout.write(`${revision}\n`);
  }
}
