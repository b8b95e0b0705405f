import { readConfig } from '../../config.ts';
import { start } from '../../main.ts';
import { proofPages } from './pages.ts';

/** The whole server inside the test's own process, on a free port of the loopback. */
export interface ProofServer {
  readonly base: string;
  ownerToken(): Promise<string>;
  close(): Promise<void>;
}

export const proofServer = async (dir: string): Promise<ProofServer> => {
  const settings = { DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', VIDEO: 'off' };
  const running = await start(readConfig(settings, dir), '0.0.0', proofPages());
  return {
    base: `http://127.0.0.1:${running.port}`,
    ownerToken: async () => (await running.ownerLink()).split('/').pop() ?? '',
    close: () => running.close(),
  };
};
