import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findProgram } from '../processes/find-program.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Running {
  readonly port: number;
  ownerLink(): Promise<string>;
  close(): Promise<void>;
}

/** A Rostrum of the test's own: a fresh data folder, a free port, on loopback. */
export interface Rostrum {
  readonly base: string;
  readonly dataDir: string;
  ownerLink(): Promise<string>;
  close(): Promise<void>;
}

/** `web`: the folder of the built screens, where they are not those of `apps/web`. */
export const startRostrum = async (environment: Record<string, string> = {}, web?: string): Promise<Rostrum> => {
  const dataDir = environment['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'rostrum-journey-')));
  const server = join(ROOT, 'apps/server/src');
  const { start } = (await import(pathToFileURL(join(server, 'main.ts')).href)) as {
    start(config: unknown, version: string, webApp?: object): Promise<Running>;
  };
  const { builtPages } = (await import(pathToFileURL(join(server, 'http/web-app.ts')).href)) as {
    builtPages(web?: string): Promise<object>;
  };
  const { readConfig } = (await import(pathToFileURL(join(server, 'config.ts')).href)) as {
    readConfig(environment: Record<string, string>, cwd: string): unknown;
  };
  const settings = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...environment, DATA_DIR: dataDir };
  const config = readConfig(settings, ROOT);
  const running = await start(config, '0.0.0-test', await builtPages(web));
  return {
    base: `http://127.0.0.1:${running.port}`,
    dataDir,
    ownerLink: async () =>
      new URL(new URL(await running.ownerLink()).pathname, `http://127.0.0.1:${running.port}`).href,
    close: async () => {
      await running.close();
      if (environment['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** Until video is there, five minutes at most: LiveKit may still be being built. Throws where it is missing. */
export const videoReady = async ({ base }: Pick<Rostrum, 'base'>): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { video } = (await (await fetch(`${base}/healthz`)).json()) as { video: string };
    if (video === 'ready') return;
    if (video === 'missing' || video === 'failed') break;
    await new Promise((next) => setTimeout(next, 250));
  }
  throw new Error('LiveKit is needed here: pnpm start says how it is installed');
};

/** Leads our browsers to this machine as a hall's address would: without https, and not as the machine itself. */
export const HALL_NAME = 'hall.test';

const findChromium = async (): Promise<string> => {
  const found = process.env['CHROMIUM'] ?? (await findProgram(['chromium', 'chromium-browser', 'google-chrome']));
  if (found === undefined) throw new Error('no Chromium on PATH: name one in CHROMIUM');
  return found;
};

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--host-resolver-rules=MAP ${HALL_NAME} 127.0.0.1`,
    ],
  });

export const SIZES = {
  projector: { width: 1920, height: 1080 },
  wall: { width: 3840, height: 2160 },
  laptop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
} as const;

/** No page asks anything of anybody but us: names by which this machine is known here, and what needs no network. */
const isOurs = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return ['data:', 'blob:', 'about:'].includes(protocol) || ['127.0.0.1', 'localhost', HALL_NAME].includes(hostname);
};

/** One person with a browser of their own. What their page reports as an error, or asks of another origin, is collected. */
export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[] = [];
  requests = 0;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    const watch = (address: string): void => {
      this.requests += 1;
      if (!isOurs(address)) this.errors.push(`asked another origin: ${address}`);
    };
    context.on('request', (request) => watch(request.url()));
    page.on('websocket', (socket) => watch(socket.url()));
  }

  static async arrive(
    browser: Browser,
    size: keyof typeof SIZES,
    locale: 'zh-CN' | 'en-GB' = 'zh-CN',
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: SIZES[size],
      locale,
      hasTouch: size === 'phone' || size === 'tablet',
    });
    return new Person(context, await context.newPage());
  }
}

/** Sends a command to the workspace as its owner, whose cookie the context holds. */
export const asOwner = async (
  person: Person,
  base: string,
  command: object,
): Promise<{ ok: boolean; answer?: Record<string, string>; code?: string }> => {
  const response = await person.context.request.post(`${base}/workspace/commands`, { data: { command } });
  return (await response.json()) as { ok: boolean; answer?: Record<string, string>; code?: string };
};
