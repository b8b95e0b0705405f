import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scene } from '@rostrum/domain';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { contrastOf, recordFrames } from './frames.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/** An update in the middle of a talk: the old screens stay open while the new server starts on the same folder. */
let dataDir: string;
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let phone: Person;
let judge: Person;
let speaker: Person;
let projector: Person;
let host: Person;

const mark = (person: Person): Promise<void> => person.page.evaluate('void (window.old = true)');
const isOld = (person: Person): Promise<boolean> =>
  person.page.evaluate<boolean>('window.old === true').catch(() => true);
const becomesNew = (person: Person, within = 30_000): Promise<void> =>
  expect.poll(() => isOld(person), { timeout: within }).toBe(false);
const has = (person: Person, text: string | RegExp): Promise<void> =>
  person.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 30_000 });
const talk = (): string => hall.talks[0]!;
const pageShown = () => projector.page.locator('.sheet img').last().getAttribute('src');

/** The old server ends and the new one starts on its folder and port. */
const update = async (build: string): Promise<void> => {
  const { port } = new URL(rostrum.base);
  await rostrum.close();
  rostrum = await startRostrum({ VIDEO: 'off', DATA_DIR: dataDir, PORT: port }, build);
  await hall.host.until(() => hall.host.connected);
};
const show = (scene: Scene): Promise<unknown> =>
  hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rostrum-update-'));
  rostrum = await startRostrum({ VIDEO: 'off', DATA_DIR: dataDir }, 'before');
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { settings: { moderation: false } });
  await uploadDeck(hall, talk(), DEMO_DECKS[0]!);
  phone = await Person.arrive(browser, 'phone');
  await phone.page.goto(hall.join);
  await phone.page.locator('input[name=name]').fill('王海燕');
  await phone.page.getByRole('button', { name: '进入现场', exact: true }).click();
  await phone.page.waitForURL('**/audience/');
  judge = await hall.open(browser, 'judge', 'tablet');
  speaker = await hall.open(browser, 'speaker', 'laptop');
  projector = await hall.open(browser, 'projector', 'projector');
  host = await hall.open(browser, 'host', 'laptop');
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: talk() });
  await hall.host.must({ type: 'countdown.start', item: talk() });
  await show({ kind: 'talk' });
});
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
  await rm(dataDir, { recursive: true, force: true });
});

it('[SY14] old screens go on over the new server, and do not reload in the middle of anything', async () => {
  await expect.poll(pageShown, { timeout: 30_000 }).toMatch(/\/0\/1920\.webp$/);
  await phone.page.getByRole('link', { name: '提问' }).click();
  await phone.page.getByLabel('您的问题').fill('这封信现在在哪里？');
  await expect.poll(() => judge.page.title(), { timeout: 30_000 }).toContain('一封家书里的初心');
  for (const key of ['3', '6', '.', '5', 'Enter', '1', '7', 'Enter', '1', '8', 'Enter'])
    await judge.page.keyboard.press(key);
  await has(judge, /\d\d:\d\d 已保存/);
  const people = [phone, judge, speaker, projector, host];
  for (const person of people) await mark(person);

  await update('after');
  expect(hall.host.view.projector.clock).toMatchObject({ item: talk(), status: 'running' });

  // The old screen turns the page, and the old projector shows it.
  await speaker.page.getByText('已连接').filter({ visible: true }).waitFor({ timeout: 30_000 });
  await speaker.page.keyboard.press('PageDown');
  await expect.poll(pageShown, { timeout: 30_000 }).toMatch(/\/1\/1920\.webp$/);
  // Longer than a screen that were free to would wait.
  await new Promise((done) => setTimeout(done, 4_000));
  expect(await Promise.all(people.map(isOld))).toEqual(people.map(() => true));
  expect(await phone.page.getByLabel('您的问题').inputValue()).toBe('这封信现在在哪里？');
});

it('[SY14] the judge’s and the phone’s screens reload once what they hold has been sent, and nothing is lost', async () => {
  await judge.page.keyboard.press('1');
  await judge.page.keyboard.press('8');
  await judge.page.getByRole('button', { name: '提交', exact: true }).click();
  await phone.page.getByRole('button', { name: '发送' }).click();
  await hall.host.until(() => Object.values(hall.host.view.questions).length === 1);
  await becomesNew(judge);
  await has(judge, '锁定之前可以修改');
  await has(judge, '89.5');
  await becomesNew(phone, 60_000);
  await has(phone, '这封信现在在哪里？');
  const sheet = Object.values(hall.host.view.judging[talk()]?.sheets ?? {}).find((one) => one.state === 'sent');
  expect(sheet).toBeDefined();
}, 120_000);

it('[SY14] the projector reloads in a change of its picture, and no frame of it is blank', async () => {
  expect(await isOld(projector)).toBe(true);
  const recording = await recordFrames(projector.page);
  await show({ kind: 'message', text: '茶歇十分钟，请回到座位。' });
  await becomesNew(projector);
  await has(projector, /茶歇十分钟/);
  // Once more, now into a picture that needs an image.
  await new Promise((done) => setTimeout(done, 3_000));
  await mark(projector);
  // As if half a minute had passed: no page reloads more often.
  await projector.page.evaluate(`sessionStorage.removeItem('rostrum.reloaded')`);
  const back = projector.page.waitForEvent('websocket', { timeout: 30_000 });
  await update('after that');
  await back;
  await new Promise((done) => setTimeout(done, 1_000));
  expect(await isOld(projector)).toBe(true);
  await show({ kind: 'talk' });
  await becomesNew(projector);
  await expect.poll(pageShown, { timeout: 30_000 }).toMatch(/\/1\/1920\.webp$/);
  // The old picture is held over the new one for a moment: its end belongs to it.
  await new Promise((done) => setTimeout(done, 2_500));
  const contrast = await contrastOf(browser, await recording.end());
  expect(contrast.length).toBeGreaterThan(2);
  // Both pictures vary more than this all the while, fading into one another; one without its image would not.
  expect(Math.min(...contrast)).toBeGreaterThan(25);
});

it('[SY14] speaker and host reload after the talk', async () => {
  expect(await Promise.all([speaker, host].map(isOld))).toEqual([true, true]);
  await hall.host.must({ type: 'countdown.end', item: talk() });
  await becomesNew(speaker);
  await becomesNew(host);
  await has(host, '一封家书里的初心');
  const errors = [phone, judge, speaker, projector, host].flatMap((one) => one.errors);
  expect(errors.filter((one) => !/WebSocket|ERR_CONNECTION|ERR_INTERNET/.test(one))).toEqual([]);
});
