import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, startRostrum, type Rostrum } from './rostrum.ts';

/** One person runs a session from the door to its end, by key, in one language and then the other. */
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let page: Page;
const errors: string[] = [];
const TALKS = [
  { title: '一封家书里的初心', minutes: 12, speaker: { name: '陈思远' } },
  { title: 'Why the Tide Comes Twice', minutes: 10, speaker: { name: 'Marek Nowak' } },
];

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { talks: TALKS, judges: [{ name: '陈立' }, { name: '吴岚' }] });
  page = await hall.owner.context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${hall.base}/s/${hall.session}/host/`);
}, 60_000);
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

const sees = (words: string): Promise<void> =>
  page.locator('.host').getByText(words, { exact: false }).first().waitFor({ timeout: 30_000 });
const revealed = (words: string): Promise<void> =>
  page.locator('section[aria-labelledby="host-reveal"] header', { hasText: words }).waitFor({ timeout: 30_000 });
const primary = async (act: string): Promise<void> => {
  await page.locator('button.go', { hasText: act }).waitFor({ timeout: 30_000 });
  await page.keyboard.press('n');
};

it('leads from the door to the end by the one key, in both languages', async () => {
  const judges = [
    await Actor.byLink(hall.base, hall.link('judge', 0), 'judge'),
    await Actor.byLink(hall.base, hall.link('judge', 1), 'judge'),
  ];
  const guest = await Actor.byQr(hall.base, hall.join, '小李');
  const remote = await Actor.byLink(hall.base, hall.link('remote', 0), 'remote');
  const { host } = hall;
  const [first, second] = hall.talks as [string, string];

  await sees('开场前');
  await sees('投影还没连接');
  await sees('评委到了 2 / 2');
  await primary('开始本场');
  await sees('直播中');
  await primary('开始第 1 讲');
  await primary('开始计时');
  await host.until(() => host.view.projector.clock?.status === 'running');
  await page.keyboard.press('+');
  await host.until(() => host.view.projector.clock?.limit === 13 * 60_000);
  await sees('改了倒计时时长');
  await page.keyboard.press('z');
  await host.until(() => host.view.projector.clock?.limit === 12 * 60_000);

  // Questions: one waits, is approved, put on the projector, answered; keys in a field are letters.
  await guest.must({ type: 'question.ask', text: '信还在吗？', named: true });
  await sees('信还在吗？');
  await page.keyboard.press('a');
  await host.until(() => host.view.counts.open === 1);
  await sees('上投影');
  await page.keyboard.press('4');
  await page.keyboard.press('t');
  await host.until(() => host.view.projector.scene.kind === 'question');
  await page.keyboard.press('d');
  await host.until(() => host.view.counts.answered === 1);
  await page.keyboard.press('m');
  await page.keyboard.type('p n z');
  await page.keyboard.press('Enter');
  await host.until(() => Object.values(host.view.messages).some((one) => one.text === 'p n z'));
  expect(host.view.projector.clock?.status).toBe('running');
  await page.keyboard.press('Escape');

  // A hand, and black at once and back.
  await remote.must({ type: 'hand.raise' });
  await sees('Priya Raman');
  await page.keyboard.press('i');
  await host.until(() => Object.keys(host.view.invited).length === 1);
  await page.keyboard.press('9');
  await page.locator('button.lit', { hasText: '黑屏' }).waitFor();
  expect(host.view.projector.scene.kind).toBe('black');
  await page.keyboard.press('9');
  await host.until(() => host.view.projector.scene.kind === 'question');

  // Jumping while the clock runs asks.
  await page.keyboard.press(']');
  await page.locator('dialog[open]', { hasText: '跳到“Marek Nowak”？' }).waitFor();
  await page.keyboard.press('Escape');
  expect(host.view.projector.current).toBe(first);

  await primary('结束本讲');
  await primary('投影实时计分');
  await sees('评分 · 实时计分');
  const marks = { content: '36', form: '18', language: '17', presence: '16.5' };
  await judges[0]!.must({ type: 'sheet.send', talk: first, marks, comment: '' });
  await sees('还差 1 份评分表');
  await primary('锁定评分…');
  await page.locator('dialog[open]', { hasText: '吴岚' }).waitFor();
  await page.keyboard.press('Escape');
  await judges[1]!.must({ type: 'sheet.send', talk: first, marks: { ...marks, content: '37' }, comment: '' });
  await sees('评分表已交齐');
  await primary('锁定评分');
  await host.until(() => host.view.judging[first]?.status === 'locked');
  await page.keyboard.press('j');
  await page.locator('dialog[open] .total button').first().click();
  await page.locator('dialog[open]', { hasText: '(87.5 + 88.5) ÷ 2 = 176 ÷ 2 = 88.00' }).last().waitFor();
  // The explanation first, then the matrix under it.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // The same desk in English, keys and all.
  await page.locator('nav a[hreflang="en"]').click();
  await sees('Running order');
  await primary('Start talk 2');
  await primary('Start the clock');
  await primary('End this talk');
  await host.until(() => host.view.projector.current === second && host.view.projector.clock?.status === 'ended');
  await primary('Show the live board');
  for (const judge of judges) await judge.must({ type: 'sheet.send', talk: second, marks, comment: '' });
  await sees('All sheets are in');
  await primary('Lock scores');
  await primary('Reveal the ranking');
  await revealed('step 0 of 2');
  await primary('Next step 1 of 2');
  await primary('Next step 2 of 2');
  await revealed('step 2 of 2');
  await page.keyboard.press(',');
  await revealed('step 1 of 2');
  await primary('Next step 2 of 2');
  await primary('Finish the reveal');
  await primary('Show the scoreboard');
  await primary('End session…');
  await page.locator('dialog[open] .danger').click();
  await sees('The session is over');
  expect(await page.locator('main a[href$="/host/record"]').count()).toBe(1);

  await page.locator('button', { hasText: 'A rehearsal: reset…' }).click();
  await page.locator('dialog[open] .danger').click();
  await sees('Before you go live');
  expect(errors).toEqual([]);
  for (const one of [...judges, guest, remote]) one.close();
});
