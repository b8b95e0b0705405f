import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { startTwoNodes } from './nodes.ts';
import { openBrowser, Person } from './rostrum.ts';

/** A hall on two servers, of which first the one and then the other is killed. */
let rostrum: Awaited<ReturnType<typeof startTwoNodes>>;
let browser: Browser;
let hall: Hall;
let phones: Person[];
let screens: Person[];

const shown = (person: Person): Promise<string> =>
  person.page.evaluate(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('img')];
    const page = images.find((one) => /\/page\//.test(one.currentSrc) && one.complete && one.naturalWidth > 0);
    return /\/(\d+)\/\d+\.webp$/.exec(page?.currentSrc ?? '')?.[1] ?? '';
  });
const allShow = async (index: number): Promise<void> => {
  for (const person of screens) await expect.poll(() => shown(person), { timeout: 30_000 }).toBe(String(index));
};
const has = (person: Person, text: string): Promise<void> =>
  person.page.getByText(text).first().waitFor({ timeout: 30_000 });
/** By a connection of its own: what the host's was carrying may have gone with the server. */
const turn = async (from: number): Promise<void> => {
  const host = await Actor.connect(hall.base, hall.session, 'host', hall.host.cookie);
  await host.must({ type: 'page.show', talk: hall.talks[0]!, from, to: from + 1 });
  host.close();
};

beforeAll(async () => {
  rostrum = await startTwoNodes();
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { settings: { moderation: false } });
  await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
  phones = [];
  for (const name of ['王海燕', '李明', '赵晓', '周舟']) {
    const phone = await Person.arrive(browser, 'phone');
    await phone.page.goto(hall.join);
    await phone.page.locator('input[name=name]').fill(name);
    await phone.page.getByRole('button', { name: '进入现场', exact: true }).click();
    await phone.page.waitForURL('**/audience/');
    phones.push(phone);
  }
  screens = [await hall.open(browser, 'projector', 'projector'), ...phones.slice(2)];
});
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

it('[TN8] tells the host, before it begins, what is not shared and what a confirmation survives', async () => {
  await hall.owner.page.goto(`${hall.base}/s/${hall.session}/host/`);
  await has(hall.owner, '已确认的内容断电也不丢');
  expect(await hall.owner.page.getByText('未共享').count()).toBe(0);
});

it('[TN3] shows the same on all screens, whichever server each is connected to', async () => {
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
  await allShow(0);
  await turn(0);
  await allShow(1);
  expect(Math.min(...rostrum.balancer.given)).toBeGreaterThan(5);
});

it('[TN5] goes on when either server is killed: screens come back, and what was asked meanwhile arrives', async () => {
  const ask = async (phone: Person, text: string): Promise<void> => {
    await phone.page.getByRole('link', { name: '提问' }).click();
    await phone.page.getByLabel('您的问题').fill(text);
    await phone.page.getByRole('button', { name: '发送' }).click();
  };
  await rostrum.one.kill();
  await ask(phones[0]!, '第一台停了还能问吗？');
  await turn(1);
  await allShow(2);
  await has(hall.owner, '第一台停了还能问吗？');
  await rostrum.one.start();
  await rostrum.other.kill();
  await ask(phones[1]!, '第二台停了呢？');
  await turn(2);
  await allShow(3);
  await has(hall.owner, '第二台停了呢？');
  for (const { errors } of [...screens, ...phones, hall.owner])
    // A browser reports each connection that it cannot make.
    expect(errors.filter((one) => !/WebSocket|Failed to load|ERR_/.test(one))).toEqual([]);
});
