import { startDeckServer } from './deck-server.ts';

/** A server in a process of its own, to be killed by a test: prints its address and an owner's token as one line of JSON. */
const [dataDir = '', logLevel = 'silent'] = process.argv.slice(2);
const { base, ownerToken } = await startDeckServer(dataDir, { LOG_LEVEL: logLevel });
process.stdout.write(`${JSON.stringify({ base, token: await ownerToken() })}\n`);
