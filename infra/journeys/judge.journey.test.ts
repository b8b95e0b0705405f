import { judgesInOrder } from '@rostrum/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, startRostrum, type Person, type Rostrum } from './rostrum.ts';

let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let tablet: Person;
let phone: Person;

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { at: HALL_NAME });
  tablet = await hall.open(browser, 'judge', 'tablet');
  phone = await hall.open(browser, 'judge', 'phone', 0, 'en-GB');
});
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

const see = (person: Person, text: string | RegExp) =>
  person.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 30_000 });
const boxes = (person: Person) => person.page.locator('.box').allInnerTexts();
const judge = (): string => judgesInOrder(hall.host.view)[0]!;
const press = async (person: Person, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await person.page.keyboard.press(key);
};

it('a judge finds the list before the session, and the sheet when a talk begins', async () => {
  await see(tablet, '这一页只有您能看到');
  await see(tablet, '提交的分数会立即上大屏。');
  await see(phone, 'The hall sees your marks the moment you send them.');
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
  await see(tablet, '一封家书里的初心');
  // The list names the talk too: the sheet is there once the page is called by it.
  await expect.poll(() => tablet.page.title(), { timeout: 30_000 }).toBe('一封家书里的初心 · 微党课人人讲 第三期');
  await see(phone, 'Empty');
});

it('marks are typed, stepped and added up exactly; the second device of the judge agrees', async () => {
  await press(tablet, ['3', '6', '.', '5', 'Enter', '1', '7', '.', '5', 'Enter', '1', '8']);
  await tablet.page.getByRole('button', { name: '现场效果 加 0.5' }).click();
  await see(tablet, '合计，已填 4 / 4');
  await tablet.page.getByRole('button', { name: '清空' }).click();
  await see(tablet, '提交（还差 1 项）');
  await see(tablet, '72.0');
  await see(phone, '72.0');
  await see(phone, 'Send (1 missing)');
  await press(tablet, ['5', '5']);
  await see(tablet, '只能在 0 到 20 之间');
  await press(tablet, ['Delete', '1', '8', '.', '3']);
  await see(tablet, /每档 0\.5 分/);
  await press(tablet, ['Backspace', '5', '-']);
  await tablet.page.getByLabel(/评语/).fill('一开口就抓住了人。');
  await see(tablet, /\d\d:\d\d 已保存/);
  await see(phone, '90.0');
  expect(await boxes(phone)).toEqual(['36.5', '17.5', '18.0', '18.0']);
});

it('what has been typed without network survives a reload of the page, and is sent once connected', async () => {
  await tablet.context.setOffline(true);
  await see(tablet, '草稿，没有网络');
  await tablet.page.getByRole('spinbutton', { name: /内容/ }).focus();
  await press(tablet, ['3', '7']);
  await see(tablet, '90.5');
  await see(tablet, /已存本机/);
  await tablet.context.setOffline(false);
  await tablet.page.reload();
  await see(tablet, '90.5');
  await see(phone, '90.5');
});

it('a sheet sent without network waits, may be taken back, and arrives once', async () => {
  await tablet.context.setOffline(true);
  await see(tablet, '草稿，没有网络');
  await tablet.page.getByRole('button', { name: '提交，联网后送出' }).click();
  await see(tablet, '等待送出');
  await tablet.page.getByRole('button', { name: '先不提交' }).click();
  await tablet.page.getByRole('button', { name: '提交，联网后送出' }).click();
  await see(tablet, '等待送出');
  await tablet.context.setOffline(false);
  await see(tablet, '锁定之前可以修改');
  await see(phone, 'You can correct it until it is locked');
  const sheet = hall.host.view.judging[hall.talks[0]!]?.sheets[judge()];
  expect(sheet).toMatchObject({ state: 'sent' });
  expect(sheet).not.toHaveProperty('corrected');
});

it('a sent sheet is corrected, then locked for good', async () => {
  await phone.page.getByRole('button', { name: 'Correct' }).click();
  await see(phone, 'What you sent counts until you send this');
  await phone.page.getByRole('button', { name: '内容: 0.5 less' }).click();
  await phone.page.getByRole('button', { name: 'Send the correction' }).click();
  await see(phone, /Sent at/);
  await see(tablet, '90.0');
  await see(tablet, '已改过 1 次。');
  await hall.host.must({ type: 'judging.close', talk: hall.talks[0]! });
  await see(tablet, '谁也不能再改');
  await see(phone, /now locked/);
  expect(await tablet.page.getByRole('spinbutton').count()).toBe(0);
});

it('an excused judge is told so and why; the host’s message is acknowledged; the next talk opens by itself', async () => {
  await hall.host.must({ type: 'judge.excuse', talk: hall.talks[1]!, judge: judge(), reason: '与讲者同一支部' });
  await hall.host.must({ type: 'item.open', from: hall.talks[0]!, to: hall.talks[1]! });
  await see(tablet, '这一讲，您不打分');
  await see(tablet, '原因：与讲者同一支部');
  await see(phone, 'You are excused from this talk');
  await hall.host.must({ type: 'message.send', to: { kind: 'role', role: 'judge' }, text: '请在一分钟内提交。' });
  await see(tablet, '请在一分钟内提交。');
  await tablet.page.getByRole('button', { name: '知道了' }).click();
  await phone.page.getByText('请在一分钟内提交。').waitFor({ state: 'detached' });
  await hall.host.must({ type: 'item.open', from: hall.talks[1]!, to: hall.talks[2]! });
  await see(tablet, '沙海里的每一滴水');
  // Its own earlier marks stand beside.
  await press(tablet, ['3']);
  expect(await tablet.page.getByLabel('您给各讲的分，从低到高').first().innerText()).toMatch(/3\.0[\s\S]*36\.5/);
  expect([...tablet.errors, ...phone.errors].filter((one) => !/WebSocket|ERR_INTERNET/.test(one))).toEqual([]);
});
