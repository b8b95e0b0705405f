import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventLog } from './contract.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';

describeEventLog('SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'event-log-'));
  return {
    open: () => openSqliteEventLog({ file: join(dir, 'log.sqlite'), report: () => undefined }),
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
});
