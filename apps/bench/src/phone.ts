import { chromium, type Browser } from 'playwright-core';
import { DECK } from './fanout.ts';
import { Hall } from './rig/hall.ts';
import { machine } from './rig/machine.ts';
import { readOptions } from './rig/options.ts';
import { median, round } from './rig/quantiles.ts';
import { ServerProcess } from './rig/server-process.ts';
import type { WireOptions } from './rig/wire.ts';

const TARGET = { firstUsefulSeconds: 3, kilobytes: 120 };
/** "3G Slow" as WebPageTest has it: 400 kbit/s each way, 400 ms there and back. */
const SLOW_3G = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
/** After this long without a byte the first load is over. */
const QUIET = 3_000;

/**
 * `phone [--rounds 3]`: the audience's page on a phone that has never been here, in Chromium behind a slow 3G: seconds until
 * talk and countdown stand on the screen, and until the page is live; kilobytes as they travelled, headers included, of
 * all that is asked for until then, but the page's image. The pages must have been built.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { rounds } = readOptions(args, { rounds: 3 });
  const where = machine();
  const first = await ServerProcess.start('withoutPages');
  let server: ServerProcess | undefined;
  let browser: Browser | undefined;
  try {
    // The session is made without the pages; its folder then serves the real ones.
    const hall = await Hall.open(first);
    await hall.upload(DECK);
    await hall.drawn();
    const [seat] = await hall.guests(1);
    if (!seat) throw new Error('no guest');
    hall.close();
    await first.stop();
    server = await ServerProcess.start('product', { dataDir: first.dataDir });
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
    const visits: Visit[] = [];
    for (let index = 0; index < rounds; index += 1) visits.push(await visit(browser, server, seat));
    const of = (pick: (visit: Visit) => number): number => round(median(visits.map(pick)));
    const [seconds, kilobytes] = [of((one) => one.firstUseful), of((one) => one.total)];
    return {
      rounds,
      firstUsefulSeconds: seconds,
      liveSeconds: of((one) => one.live),
      kilobytes,
      documentKilobytes: of((one) => one.byType['Document'] ?? 0),
      styleKilobytes: of((one) => one.byType['Stylesheet'] ?? 0),
      scriptKilobytes: of((one) => one.byType['Script'] ?? 0),
      imageKilobytes: of((one) => one.byType['Image'] ?? 0),
      laterKilobytes: of((one) => one.laterKilobytes),
      requests: of((one) => one.requests),
      network: SLOW_3G,
      chromium: browser.version(),
      ...where,
      target: TARGET,
      reached: seconds <= TARGET.firstUsefulSeconds && kilobytes <= TARGET.kilobytes,
    };
  } finally {
    await browser?.close();
    await server?.stop();
    await first.end();
  }
}

/** What is looked at in the page: the rest of this program knows no DOM. */
interface Shown {
  readonly document: {
    querySelector(selector: string): { innerText: string; getBoundingClientRect(): { height: number } } | null;
  };
}
interface Visit {
  readonly firstUseful: number;
  readonly live: number;
  readonly total: number;
  readonly byType: Record<string, number>;
  readonly requests: number;
  /** Of what was asked for once the page was live. */
  readonly laterKilobytes: number;
}

const visit = async (browser: Browser, server: ServerProcess, seat: WireOptions): Promise<Visit> => {
  const path = seat.path.replace(/socket\/$/, '');
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', hasTouch: true });
  try {
    const [name = '', value = ''] = (seat.cookie ?? '').split('=');
    await context.addCookies([{ name, value, domain: '127.0.0.1', path }]);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', SLOW_3G);
    const byType: Record<string, number> = {};
    const types = new Map<string, string>();
    let [requests, heard, began, live] = [0, performance.now(), 0, 0];
    network.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
      types.set(requestId, type ?? 'Other');
      if (live === 0) early.add(requestId);
      heard = performance.now();
      if (process.env['PHONE_VERBOSE'] !== undefined) console.error(type, request.url);
    });
    const early = new Set<string>();
    let laterKilobytes = 0;
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      heard = performance.now();
      if (!early.has(requestId)) {
        laterKilobytes += encodedDataLength / 1000;
        return;
      }
      const type = types.get(requestId) ?? 'Other';
      byType[type] = (byType[type] ?? 0) + encodedDataLength / 1000;
      requests += 1;
    });
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (live === 0 && String(payload).startsWith('42["view"')) live = performance.now();
      }),
    );
    began = performance.now();
    await page.goto(`${server.base}${path}`, { waitUntil: 'commit' });
    const painted = await page.waitForFunction(
      () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const main = (globalThis as unknown as Shown).document.querySelector('main');
        return paint && main && /\d:\d\d/.test(main.innerText) && main.getBoundingClientRect().height > 100
          ? paint.startTime
          : undefined;
      },
      undefined,
      { polling: 50 },
    );
    const firstUseful = Number(await painted.jsonValue()) / 1000;
    while (performance.now() - heard < QUIET || live === 0) await new Promise((done) => setTimeout(done, 100));
    const { Image: _image, ...rest } = byType;
    const total = Object.values(rest).reduce((sum, one) => sum + one, 0);
    return { firstUseful, live: (live - began) / 1000, total, byType, requests, laterKilobytes };
  } finally {
    await context.close();
  }
};
