import { Closers } from '../closers.ts';
import type { Config } from '../config.ts';
import { reporter } from '../report.ts';
import { openStore } from '../store.ts';

/** A new owner link while no server runs here. Throws `DataDirInUse` when one does. */
export const offlineOwnerLink = async (config: Config): Promise<string> => {
  const report = reporter(config);
  const closers = new Closers(report);
  try {
    return await (await openStore(config, report, closers.add)).ownerLink(config.port);
  } finally {
    await closers.close();
  }
};
