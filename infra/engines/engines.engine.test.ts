import { join } from 'node:path';
import { judgesInOrder } from '@rostrum/domain';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Actor } from '../journeys/actor.ts';
import { DEMO_DECKS, uploadDeck } from '../journeys/decks.ts';
import { openHall, type Hall } from '../journeys/hall.ts';
import { openBrowser, startRostrum, type Rostrum } from '../journeys/rostrum.ts';
import { openChromium88 } from './chromium-88.ts';
import type { EnginePage } from './engine-page.ts';
import { chromium88Path, findFirefox, findWebKit } from './find-engines.ts';
import { openFirefox } from './firefox.ts';
import { Visitor } from './visitor.ts';
import { openWebKit } from './webkit.ts';

const ROOT = join(import.meta.dirname, '../..');
const found = async <T>(what: Promise<T | undefined>): Promise<T> => {
  const program = await what;
  if (program === undefined) throw new Error('missing: run this through `pnpm test engines`');
  return program;
};

/** As a phone in the hall meets us, at an address that is not secure, wherever a browser lets us name one. */
const ENGINES: readonly { name: string; host: string; open(): Promise<EnginePage> }[] = [
  { name: 'Chromium 88', host: 'hall.test', open: () => openChromium88(chromium88Path(ROOT)) },
  { name: 'Firefox', host: 'hall.test', open: async () => openFirefox(await found(findFirefox())) },
  { name: 'WebKitGTK', host: '127.0.0.1', open: async () => openWebKit(await found(findWebKit())) },
];

describe.each(ENGINES)('in $name', ({ host, open }) => {
  let rostrum: Rostrum;
  let owners: Browser;
  let hall: Hall;
  let other: Actor<'audience'>;
  let visitor: Visitor;
  let page: EnginePage;
  const at = (address: string): string => {
    const url = new URL(address);
    url.hostname = host;
    return url.href;
  };

  beforeAll(async () => {
    rostrum = await startRostrum({ VIDEO: 'off' });
    owners = await openBrowser();
    hall = await openHall(rostrum, owners, { settings: { moderation: false } });
    await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
    other = await Actor.byQr(rostrum.base, hall.join, '李明');
    await hall.host.must({ type: 'session.start' });
    await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
    await hall.host.must({ type: 'countdown.start', item: hall.talks[0]! });
    await other.must({ type: 'question.ask', text: '那棵松树，现在还在吗？', named: true });
    page = await open();
    visitor = new Visitor(page);
  });
  afterAll(async () => {
    await page.close();
    other.close();
    hall.host.close();
    await owners.close();
    await rostrum.close();
  });

  /** The index of the page that is drawn. */
  const shows = (index: number): Promise<void> =>
    visitor.until(`(() => {
      const image = document.querySelector('figure.page img');
      return image && image.complete && image.naturalWidth > 0 && image.currentSrc.includes('/${index}/');
    })()`);

  it('somebody joins, sees the page and follows it, asks, and votes up', async () => {
    await page.goto(at(`${rostrum.base}/`));
    expect(await page.evaluate('isSecureContext')).toBe(host === '127.0.0.1');
    await visitor.press('input[name=code]');
    await page.type(hall.host.view.projector.join.code);
    await visitor.press('input[name=name]');
    await page.type('王海燕');
    await visitor.press('button[type=submit]', /进入现场|Enter/);
    await visitor.until(`location.pathname.endsWith('/audience/')`);
    await shows(0);
    await visitor.reads('陈思远');
    // The framework needs it, and Chromium 88 has none: hooks.client.ts gives it.
    expect(await page.evaluate('typeof Object.hasOwn')).toBe('function');
    await hall.host.must({ type: 'page.show', talk: hall.talks[0]!, from: 0, to: 1 });
    await shows(1);
    await visitor.until(`/1[12]:\\d\\d/.test(document.querySelector('[role=timer]').textContent)`);

    await visitor.press('nav a.ask');
    await visitor.until(`document.querySelector('textarea')`);
    await page.evaluate('history.back()');
    await visitor.until(`!document.querySelector('textarea')`);
    await page.evaluate('history.forward()');
    await visitor.press('textarea');
    await page.type('听漏仪能借给社区用吗？');
    await visitor.press('button[type=submit]', /发送|Send/);
    await visitor.reads('听漏仪能借给社区用吗？');
    await other.until(() => Object.values(other.view.questions).some((one) => one.text.startsWith('听漏仪')));

    await visitor.press('nav a[href="#questions"]');
    await visitor.press('li:not(.own) button.vote');
    await other.until(() => Object.values(other.view.questions).some((one) => one.votes === 1));
    await visitor.until(`[...document.querySelectorAll('button.vote')].some((one) => one.textContent.includes('1'))`);
  });

  it('a judge marks and sends', async () => {
    await page.goto(at(hall.link('judge')));
    await visitor.until(`location.pathname.endsWith('/judge/')`);
    await visitor.until(`document.querySelectorAll('[role=spinbutton]').length === 4`);
    await visitor.awake();
    await page.type('36.5\n17.5\n18\n18.5\n');
    await visitor.reads('90.5');
    await visitor.press('button', /^ ?(提交|Send)/);
    const sheet = () => hall.host.view.judging[hall.talks[0]!]?.sheets[judgesInOrder(hall.host.view)[0]!];
    await hall.host.until(() => sheet()?.state === 'sent');
    await visitor.until(`document.querySelectorAll('[role=spinbutton]').length === 0`);
    expect(page.troubles).toEqual([]);
  });
});
