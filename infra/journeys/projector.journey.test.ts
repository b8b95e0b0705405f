import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgesIn, marksOf, SHEETS } from '../shots/session.ts';
import { Actor } from './actor.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, startRostrum, type Person, type Rostrum } from './rostrum.ts';

const words = async (page: Page): Promise<string> =>
  (await page.locator('.picture').last().innerText()).replace(/\s+/g, ' ').trim();
/** Waits until the hall reads it. */
const reads = (page: Page, text: string | RegExp): Promise<void> =>
  expect.poll(() => words(page), { timeout: 8_000, interval: 50 }).toMatch(text);
const pageShown = (page: Page): Promise<string | null> => page.locator('.sheet img').last().getAttribute('src');

describe('the projector', () => {
  let rostrum: Rostrum;
  let browser: Browser;
  let hall: Hall;
  let zh: Person;
  let en: Person;
  let judges: Actor<'judge'>[];
  /** The sockets of the Chinese screen, and whether its line is cut. */
  const line = { sockets: new Set<WebSocketRoute>(), cut: false };

  beforeAll(async () => {
    rostrum = await startRostrum({ VIDEO: 'off' });
    browser = await openBrowser();
    hall = await openHall(rostrum, browser, { at: HALL_NAME });
    await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
    zh = await hall.open(browser, 'projector', 'projector', 0, 'en-GB');
    await zh.page.routeWebSocket(/\/socket\//, (socket) => {
      if (line.cut) return void socket.close();
      socket.connectToServer();
      line.sockets.add(socket);
    });
    await zh.page.reload();
    en = await hall.open(browser, 'projector', 'projector');
    await en.page.goto(`${en.page.url()}?lang=en`);
    judges = await judgesIn(hall);
  }, 120_000);
  afterAll(async () => {
    for (const judge of judges) judge.close();
    hall.host.close();
    await browser.close();
    await rostrum.close();
  });

  const scene = (one: object): Promise<unknown> =>
    hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene: one } as never);
  const nothingOfABrowser = async ({ page, errors }: Person): Promise<void> => {
    expect(errors).toEqual([]);
    const cursor = await page.evaluate<string>(`getComputedStyle(document.querySelector('.scene')).cursor`);
    const bars = await page.evaluate<boolean>(
      `document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth`,
    );
    expect({ cursor, bars }).toEqual({ cursor: 'none', bars: false });
  };

  it('welcomes in the session’s language, or in the one of its address, with code and order', async () => {
    const { code } = hall.host.view.projector.join;
    for (const [{ page }, next] of [
      [zh, '下一位'],
      [en, 'Next'],
    ] as const) {
      await reads(page, /微党课人人讲 ?第三期/);
      await reads(page, next);
      await reads(page, '陈思远');
      await reads(page, new RegExp(`${code.slice(0, 3)} ?${code.slice(3)}`));
      expect(await page.locator('.join svg').count()).toBe(1);
    }
    expect(await zh.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    // Whoever sets it up is told what plain http keeps from it, and what cures that; the hall never is.
    expect(await zh.page.evaluate<boolean>('isSecureContext')).toBe(false);
    expect(await zh.page.getByText(/可能会休眠：请改用 https 地址/).count()).toBe(1);
    await nothingOfABrowser(zh);
  });

  it('shows the page whole, turns it only when the next one is decoded, and lets the countdown run', async () => {
    const talk = hall.talks[0]!;
    await hall.host.must({ type: 'session.start' });
    await hall.host.must({ type: 'item.open', to: talk });
    await scene({ kind: 'talk' });
    await hall.host.must({ type: 'countdown.start', item: talk });
    await expect.poll(() => pageShown(zh.page), { timeout: 8_000 }).toMatch(/\/0\/1920\.webp$/);
    await reads(zh.page, /1[12]:\d\d/);
    expect(await zh.page.getByText(/可能会休眠/).count()).toBe(0);
    const box = await zh.page.locator('.sheet').last().boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });

    // Every frame is looked at: none of them may be without a page.
    await zh.page.evaluate(`
      window.blank = 0;
      const look = () => {
        const image = document.querySelector('.sheet img');
        if (!image || !image.complete || image.naturalWidth === 0) window.blank += 1;
        requestAnimationFrame(look);
      };
      look();
    `);
    for (const page of [1, 2, 3]) {
      await hall.host.must({ type: 'page.show', talk, from: page - 1, to: page });
      await expect.poll(() => pageShown(zh.page), { timeout: 8_000 }).toMatch(new RegExp(`/${page}/1920\\.webp$`));
    }
    expect(await zh.page.evaluate<number>('window.blank')).toBe(0);
  });

  it('keeps its picture and its clock through a network cut, says nothing, and catches up alone', async () => {
    const clock = () => zh.page.locator('.countdown .fig').last().textContent();
    const before = await words(zh.page);
    const at = await clock();
    line.cut = true;
    await zh.context.setOffline(true);
    for (const socket of line.sockets) await socket.close();
    await hall.host.must({ type: 'page.show', talk: hall.talks[0]!, from: 3, to: 2 });
    await expect.poll(() => pageShown(en.page), { timeout: 4_000 }).toMatch(/\/2\/1920\.webp$/);
    await expect.poll(clock, { timeout: 4_000 }).not.toBe(at);
    const still = (text: string) => text.replace(/\d\d:\d\d/, '');
    expect(still(await words(zh.page))).toBe(still(before));
    expect(await pageShown(zh.page)).toMatch(/\/3\/1920\.webp$/);
    line.cut = false;
    await zh.context.setOffline(false);
    await expect.poll(() => pageShown(zh.page), { timeout: 30_000 }).toMatch(/\/2\/1920\.webp$/);
  });

  it('shows marks as they come, settles them, and lets the talk take its rank', async () => {
    const [talk] = hall.talks;
    await hall.host.must({ type: 'countdown.end', item: talk! });
    await scene({ kind: 'judging', talk: talk! });
    await reads(zh.page, '0/5');
    await reads(en.page, 'The judges are scoring');
    await scene({ kind: 'live', talk: talk! });
    await reads(zh.page, '评分中');
    for (const [nth, judge] of judges.entries()) {
      await judge.must({ type: 'sheet.send', talk: talk!, marks: marksOf(SHEETS[0][nth]!), comment: '' });
      if (nth === 1) {
        // 94.5 and 94: the plain mean, and nothing struck out.
        await reads(zh.page, '94.25');
        await reads(en.page, /Provisional ?mean of 2 so far/);
        expect(await zh.page.locator('.slots .out').count()).toBe(0);
      }
    }
    // 92 and 96 are struck out; 94, 94.5 and 95.5 leave 94.67.
    await reads(zh.page, '94.67');
    await expect.poll(() => zh.page.locator('.slots .out').count()).toBe(2);
    await hall.host.must({ type: 'judging.close', talk: talk! });
    await reads(zh.page, /总分/);
    await expect.poll(() => zh.page.locator('.board .lit').count(), { timeout: 6_000 }).toBe(1);
    await nothingOfABrowser(zh);
  });

  it('shows questions, messages, the standings, a reveal, and black', async () => {
    const guest = await Actor.byQr(rostrum.base, hall.join, '林一帆');
    const { question } = await guest.must({ type: 'question.ask', text: '那棵松树，现在还在吗？', named: true });
    await hall.host.must({ type: 'question.approve', question: String(question) });
    await guest.must({ type: 'question.vote', question: String(question) });
    await scene({ kind: 'question', question: String(question) });
    await reads(zh.page, /^问 ?那棵松树，现在还在吗？ ?林一帆 ?1 人也想问/);
    await reads(en.page, '1 person asks this too');
    guest.close();
    await scene({ kind: 'message', text: '茶歇十分钟，请回到座位。' });
    await reads(en.page, 'From the host');
    await expect
      .poll(() => en.page.locator('.message .clause').allTextContents())
      .toEqual(['茶歇十分钟，', '请回到座位。']);
    await scene({ kind: 'scoreboard' });
    await reads(zh.page, /暂定 ?已评 1 讲，共 4 讲/);
    await reads(en.page, '1 of 4 talks scored');
    await hall.host.must({ type: 'reveal.begin', what: { kind: 'talk', talk: hall.talks[0]! } });
    await expect.poll(() => words(zh.page)).toMatch(/^陈思远 ?一封家书里的初心$/);
    for (const step of [1, 2, 3]) await hall.host.must({ type: 'reveal.step', from: step - 1, to: step });
    await reads(zh.page, /3 个有效分，取平均.*94\.67/);
    expect(await words(zh.page)).not.toContain('总分');
    await scene({ kind: 'black' });
    await expect.poll(() => words(zh.page)).toBe('');
    await nothingOfABrowser(en);
  });
});
