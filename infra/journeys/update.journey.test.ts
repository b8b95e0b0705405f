import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Scene } from '@rostrum/domain';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Children } from '../processes/children.ts';
import { buildNextVersion, NEXT_MARK } from '../web-build/next-version.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { contrastOf, recordFrames } from './frames.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/**
 * An update in the middle of a talk: the old screens stay open while the server starts anew on the same folder, with
 * screens built from changed sources; and back again.
 */
const ROOT = join(import.meta.dirname, '../..');
const PRESENT = join(ROOT, 'apps/web');
const children = new Children();
let next: string;
let dataDir: string;
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let phone: Person;
let judge: Person;
let speaker: Person;
let projector: Person;
let host: Person;

/** Which version somebody sees. While their page is being loaded, the one that goes. */
const seen = (person: Person): Promise<'present' | 'next' | 'none'> =>
  person.page
    .evaluate((mark) => {
      if (document.readyState !== 'complete') return 'none';
      return document.body.innerText.includes(mark) ? 'next' : 'present';
    }, NEXT_MARK)
    .catch(() => 'none');
const becomes = (person: Person, version: 'present' | 'next', within = 30_000): Promise<void> =>
  expect.poll(() => seen(person), { timeout: within }).toBe(version);
const has = (person: Person, text: string | RegExp): Promise<void> =>
  person.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 30_000 });
const talk = (): string => hall.talks[0]!;
const pageShown = () => projector.page.locator('.sheet img').last().getAttribute('src');

/** The server ends and another one, with these screens, starts on its folder and port. */
const update = async (web: string): Promise<void> => {
  const { port } = new URL(rostrum.base);
  await rostrum.close();
  rostrum = await startRostrum({ VIDEO: 'off', DATA_DIR: dataDir, PORT: port }, web);
  await hall.host.until(() => hall.host.connected);
};
const show = (scene: Scene): Promise<unknown> =>
  hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene });

beforeAll(async () => {
  next = await buildNextVersion(ROOT, children);
  dataDir = await mkdtemp(join(tmpdir(), 'rostrum-update-'));
  rostrum = await startRostrum({ VIDEO: 'off', DATA_DIR: dataDir });
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
  expect(await Promise.all(people.map(seen))).toEqual(people.map(() => 'present'));

  await update(next);
  expect(hall.host.view.projector.clock).toMatchObject({ item: talk(), status: 'running' });

  // The old screen turns the page, and the old projector shows it.
  await speaker.page.getByText('已连接').filter({ visible: true }).waitFor({ timeout: 30_000 });
  await speaker.page.keyboard.press('PageDown');
  await expect.poll(pageShown, { timeout: 30_000 }).toMatch(/\/1\/1920\.webp$/);
  // Longer than a screen that were free to would wait.
  await new Promise((done) => setTimeout(done, 4_000));
  expect(await Promise.all(people.map(seen))).toEqual(people.map(() => 'present'));
  expect(await phone.page.getByLabel('您的问题').inputValue()).toBe('这封信现在在哪里？');
});

it('[SY14] what an old screen may still ask for is served beside the new build', async () => {
  const filesOf = async (web: string): Promise<string[]> => {
    const folder = join(web, 'build/client/_app/immutable');
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(folder.length).split(sep).join('/'));
  };
  const now = new Set(await filesOf(next));
  const gone = (await filesOf(PRESENT)).filter((file) => file.endsWith('.js') && !now.has(file));
  expect(gone.length).toBeGreaterThan(2);
  for (const file of gone) {
    const response = await fetch(`${rostrum.base}/_app/immutable${file}`);
    expect([file, response.status, response.headers.get('content-type')]).toEqual([
      file,
      200,
      expect.stringContaining('javascript'),
    ]);
  }
});

it('[SY14] the judge’s and the phone’s screens reload once what they hold has been sent, and nothing is lost', async () => {
  await judge.page.keyboard.press('1');
  await judge.page.keyboard.press('8');
  await judge.page.getByRole('button', { name: '提交', exact: true }).click();
  await phone.page.getByRole('button', { name: '发送' }).click();
  await hall.host.until(() => Object.values(hall.host.view.questions).length === 1);
  await becomes(judge, 'next');
  await has(judge, '锁定之前可以修改');
  await has(judge, '89.5');
  await becomes(phone, 'next', 60_000);
  await has(phone, '这封信现在在哪里？');
  // The words of the new version, in a part that is fetched later.
  await phone.page.getByText(`${NEXT_MARK}最新`).waitFor();
  const sheet = Object.values(hall.host.view.judging[talk()]?.sheets ?? {}).find((one) => one.state === 'sent');
  expect(sheet).toBeDefined();
}, 120_000);

/** Changes the projector's picture, upon which it reloads, and looks at every frame that it shows meanwhile. */
const reloadsWithoutBlink = async (scene: Scene, version: 'present' | 'next', shown: () => Promise<void>) => {
  const recording = await recordFrames(projector.page);
  await show(scene);
  await becomes(projector, version);
  await shown();
  // The old picture is held over the new one for a moment: its end belongs to it.
  await new Promise((done) => setTimeout(done, 2_500));
  const contrast = await contrastOf(browser, await recording.end());
  expect(contrast.length).toBeGreaterThan(2);
  // Both pictures vary more than this all the while, fading into one another; one without its image would not.
  expect(Math.min(...contrast)).toBeGreaterThan(25);
};

it('[SY14] the projector reloads in a change of its picture, and no frame of it is blank', async () => {
  expect(await seen(projector)).toBe('present');
  await reloadsWithoutBlink({ kind: 'message', text: '茶歇十分钟，请回到座位。' }, 'next', () =>
    has(projector, /茶歇十分钟/),
  );
});

it('[SY14] speaker and host reload after the talk', async () => {
  expect(await Promise.all([speaker, host].map(seen))).toEqual(['present', 'present']);
  await hall.host.must({ type: 'countdown.end', item: talk() });
  await becomes(speaker, 'next');
  await becomes(host, 'next');
  await has(host, '一封家书里的初心');
});

it('[SY14] the way back is one more update, and a projector waits for the image of its new picture', async () => {
  const screens = [judge, speaker, projector, host];
  // As if half a minute had passed: no page reloads more often.
  for (const { page } of screens) await page.evaluate(`sessionStorage.removeItem('rostrum.reloaded')`);
  const back = projector.page.waitForEvent('websocket', { timeout: 30_000 });
  await update(PRESENT);
  await back;
  await new Promise((done) => setTimeout(done, 1_000));
  expect(await seen(projector)).toBe('next');
  await reloadsWithoutBlink({ kind: 'talk' }, 'present', () =>
    expect.poll(pageShown, { timeout: 30_000 }).toMatch(/\/1\/1920\.webp$/),
  );
  for (const one of [judge, speaker, host]) await becomes(one, 'present');
  const errors = [phone, ...screens].flatMap((one) => one.errors);
  expect(errors.filter((one) => !/WebSocket|ERR_CONNECTION|ERR_INTERNET/.test(one))).toEqual([]);
}, 120_000);
