import { judgesInOrder, MICRO_LECTURE, type JudgingRules } from '@rostrum/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, startRostrum, type Person, type Rostrum } from './rostrum.ts';

let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let tablet: Person;
let phone: Person;

const ANCHORS = [
  { mark: '0', means: '有知识错误' },
  { mark: '28', means: '内容完整' },
  { mark: '36', means: '深入浅出' },
];
/** The usual rules, with what marks mean, and equal totals parted by a ballot. */
const rules = (): JudgingRules => {
  const { set } = MICRO_LECTURE;
  const panels = set.panels.map((panel) => {
    if (panel.ballot.kind !== 'marks') return panel;
    const criteria = panel.ballot.rubric.criteria.map((one) =>
      one.id === 'content' ? { ...one, anchors: ANCHORS } : one,
    );
    return { ...panel, ballot: { ...panel.ballot, rubric: { ...panel.ballot.rubric, criteria } } };
  });
  return { ...MICRO_LECTURE, set: { ...set, panels, ties: [{ by: 'ballot', count: 'order' }] } };
};

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { at: HALL_NAME, judges: [{ name: '陈立' }] });
  await hall.host.must({ type: 'judging.configure', rules: rules() });
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
  await see(tablet, '深入浅出');
  // Its own earlier marks stand beside.
  await press(tablet, ['3']);
  expect(await tablet.page.getByLabel('您给各讲的分，从低到高').first().innerText()).toMatch(/3\.0[\s\S]*36\.5/);
});

it("a judge's own note is on both devices, and survives a reload", async () => {
  await tablet.page.getByRole('button', { name: '写给自己的备注' }).click();
  await tablet.page.getByRole('textbox', { name: /自己的备注/ }).fill('开头的沙粒很好');
  await tablet.page.keyboard.press('Escape');
  await see(phone, 'Note: 开头的沙粒很好');
  await tablet.page.reload();
  await see(tablet, '备注：开头的沙粒很好');
});

it('a sheet sent back comes with its reason and its marks, and is sent again even when the talk is locked', async () => {
  const talk = hall.talks[2]!;
  await tablet.page.getByRole('spinbutton', { name: /内容/ }).focus();
  await press(tablet, ['Delete', '3', '6', 'Enter', '1', '8', 'Enter', '1', '8', 'Enter', '1', '8', 'Control+Enter']);
  await see(tablet, /已提交/);
  await hall.host.must({ type: 'sheet.return', talk, judge: judge(), reason: '请核对内容一项' });
  await see(tablet, /退回，请改好再提交/);
  await see(tablet, '请核对内容一项');
  await see(phone, /Sent back at/);
  await hall.host.must({ type: 'judge.nudge', talk, judge: judge() });
  expect((await boxes(phone)).map(Number)).toEqual([36, 18, 18, 18]);
  await phone.page.getByRole('button', { name: 'Send', exact: true }).click();
  await see(tablet, /已提交/);
  await hall.host.must({ type: 'judging.close', talk });
  await see(tablet, '谁也不能再改');
  await hall.host.must({ type: 'sheet.return', talk, judge: judge(), reason: '现场效果看不清' });
  await see(tablet, '现场效果看不清');
  await tablet.page.getByRole('button', { name: '提交', exact: true }).click();
  await see(tablet, '谁也不能再改');
  await see(phone, /now locked/);
});

it('a judge steps back from a talk with a reason, and never sees the form again', async () => {
  await hall.host.must({ type: 'item.open', from: hall.talks[2]!, to: hall.talks[3]! });
  await expect.poll(() => phone.page.title(), { timeout: 30_000 }).toMatch(/Why the Tide/);
  await phone.page.getByRole('button', { name: 'Recuse or abstain…' }).click();
  await phone.page.getByRole('button', { name: 'Recuse myself' }).click();
  await see(phone, 'Please give a reason');
  await phone.page.getByRole('textbox', { name: /Reason/ }).fill('We wrote a paper together');
  await phone.page.getByRole('button', { name: 'Recuse myself' }).click();
  await see(phone, 'You are recused from this talk');
  await see(tablet, '这一讲，您回避');
  await see(tablet, '原因：We wrote a paper together');
  expect(await tablet.page.getByRole('spinbutton').count()).toBe(0);
  expect(await phone.page.getByRole('spinbutton').count()).toBe(0);
});

it('a ballot among ties comes by itself, is filled by keys and by taps, and goes when it is closed', async () => {
  await hall.host.must({ type: 'tie.open', talks: [hall.talks[0]!, hall.talks[2]!] });
  await see(tablet, '2 讲同分，请排出先后');
  await see(phone, '2 talks are tied: put them in order');
  await tablet.page.getByRole('button', { name: /陈思远/ }).click();
  await tablet.page.getByRole('button', { name: /阿依努尔/ }).click();
  await tablet.page.getByRole('group', { name: /阿依努尔/ }).focus();
  await press(tablet, ['ArrowUp']);
  await see(tablet, '阿依努尔·买买提江 第 1 名');
  await tablet.page.getByRole('button', { name: '提交排序' }).click();
  await see(tablet, '已收到，结束之前可以修改');
  await see(phone, 'It has arrived; you can change it until the vote closes');
  const tie = Object.keys(hall.host.view.ties)[0]!;
  await hall.host.must({ type: 'tie.close', tie });
  await see(tablet, '这一讲，您回避');
  await see(phone, 'You are recused from this talk');
  expect([...tablet.errors, ...phone.errors].filter((one) => !/WebSocket|ERR_INTERNET/.test(one))).toEqual([]);
});
