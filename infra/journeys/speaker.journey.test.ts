import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { Actor } from './actor.ts';
import { DEMO_DECKS } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let laptop: Person;
let phone: Person;
let witness: Actor<'speaker'>;

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { at: HALL_NAME });
  witness = await Actor.byLink(rostrum.base, hall.link('speaker'), 'speaker');
  laptop = await hall.open(browser, 'speaker', 'laptop');
  phone = await hall.open(browser, 'speaker', 'phone', 0, 'en-GB');
});
afterAll(async () => {
  witness.close();
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

const see = (person: Person, text: string | RegExp) =>
  person.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 30_000 });
const projector = () => hall.host.view.projector;
/** The page as the server has it, and how many pages there are. */
const deck = () => witness.view.talks[hall.talks[0]!]?.deck;
const pageNow = (): number => deck()?.page ?? -1;
/** Leaves so many milliseconds on the clock. */
const leave = async (milliseconds: number): Promise<void> => {
  const clock = projector().clock!;
  const spent = clock.elapsed + (clock.startedAt === undefined ? 0 : Date.now() - clock.startedAt);
  const to = Math.max(0, Math.round(spent + milliseconds));
  await hall.host.must({ type: 'countdown.limit', item: clock.item, from: clock.limit, to });
};

it('a speaker prepares: uploads the deck, hears why a file is none, looks through the pages', async () => {
  const { page } = laptop;
  await see(laptop, '还没有课件');
  await see(phone, 'No deck yet');
  await page.setInputFiles('input[type=file]', {
    name: 'slides.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('no pdf at all'),
  });
  await see(laptop, '「slides.pdf」没有成为课件');
  await see(laptop, /导出 PDF：/);
  await page.setInputFiles('input[type=file]', DEMO_DECKS[0]!);
  await see(laptop, 'letter.pdf');
  await see(laptop, '第 1 / 10 页');
  await page.keyboard.press('ArrowRight');
  await see(laptop, '第 2 / 10 页');
  expect(pageNow()).toBe(0);
  await see(phone, 'Page 1 / 10');
  await page.getByLabel('收尾句').fill('家书抵万金。');
  await witness.until(() => deck()?.ready === 10);
});

it('a deck chosen before the scripts of the page have come is taken, as soon as they are there', async () => {
  const { page, context } = await Person.arrive(browser, 'laptop');
  await page.goto(hall.link('speaker', 1));
  await page.waitForURL('**/speaker/');
  await page.getByText('还没有课件').first().waitFor();
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/_app/**/*.js', (route) => arrived.then(() => route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await page.setInputFiles('input[type=file]', DEMO_DECKS[3]!);
  arrive();
  await page.getByText('第 1 / 10 页').filter({ visible: true }).first().waitFor();
  await context.close();
});

it('a speaker gives the talk: their clock, two presses two pages, the phone in step, the message acknowledged', async () => {
  const { page } = laptop;
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
  await see(laptop, '您的这一页');
  await see(phone, 'Your page');
  await page.keyboard.press('p');
  await hall.host.until(() => projector().clock?.status === 'running');
  await see(laptop, '剩余');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await witness.until(() => pageNow() === 2);
  await see(phone, 'Page 3 / 10');
  await phone.page.getByRole('button', { name: 'Next', exact: true }).click();
  await witness.until(() => pageNow() === 3);
  await see(laptop, '第 4 / 10 页');
  await page.keyboard.press('End');
  await witness.until(() => pageNow() === 9);
  await page.keyboard.press('g');
  await page.getByRole('button', { name: '第 2 页', exact: true }).click();
  await witness.until(() => pageNow() === 1);

  const guest = await Actor.byQr(rostrum.base, hall.join, '小李');
  const asked = await guest.must({ type: 'question.ask', text: '这封信是怎么找到的？', named: true });
  const question = String(asked['question']);
  await hall.host.until(() => question in hall.host.view.questions);
  if (hall.host.view.questions[question]?.status === 'waiting')
    await hall.host.must({ type: 'question.approve', question });
  await see(laptop, '这封信是怎么找到的？');
  guest.close();

  await hall.host.must({ type: 'message.send', to: { kind: 'role', role: 'speaker' }, text: '请把话筒抬高一点。' });
  await see(laptop, '请把话筒抬高一点。');
  await see(phone, 'Pages still turn below.');
  await page.keyboard.press('PageDown');
  await witness.until(() => pageNow() === 2);
  await page.keyboard.press('Enter');
  await page.getByText('请把话筒抬高一点。').waitFor({ state: 'detached' });
  await phone.page.getByText('请把话筒抬高一点。').waitFor({ state: 'detached' });
});

it('the clock rises while the rest yields: the closing line stays', async () => {
  const { page } = laptop;
  const height = async (): Promise<number> => (await page.locator('.tide .fig').boundingBox())?.height ?? 0;
  const normal = await height();
  await leave(100_000);
  await see(laptop, '最后 2 分钟');
  await see(phone, 'Last 2 minutes');
  const warning = await height();
  await leave(25_000);
  await see(laptop, '请收尾');
  await see(laptop, '家书抵万金。');
  expect(await page.getByRole('heading', { name: '备注' }).count()).toBe(0);
  const final = await height();
  await leave(-500);
  await see(laptop, '已超时');
  await see(phone, 'Over time');
  await see(laptop, '家书抵万金。');
  expect([warning > normal, final > warning]).toEqual([true, true]);
  await page.keyboard.press('e');
  await see(laptop, '已讲完');
});

it('without network a press is refused in words, the page snaps back, nothing is carried out late', async () => {
  const before = pageNow();
  await laptop.context.setOffline(true);
  await see(laptop, /没有网络|连接不稳/);
  await laptop.page.keyboard.press('PageDown');
  await see(laptop, /没有执行/);
  await laptop.context.setOffline(false);
  await laptop.page.getByText('已连接').filter({ visible: true }).waitFor({ timeout: 30_000 });
  expect(pageNow()).toBe(before);
});

it('the timekeeper runs the marks and decides on the deduction', async () => {
  const keeper = await hall.open(browser, 'timekeeper', 'laptop');
  const { page } = keeper;
  await see(keeper, '已停表');
  await see(keeper, /建议扣 0\.2 分/);
  await page.getByRole('button', { name: '确认扣 0.2' }).click();
  await page.getByText(/建议扣/).waitFor({ state: 'detached' });
  await hall.host.must({ type: 'item.open', from: hall.talks[0]!, to: hall.talks[1]! });
  await see(keeper, '听到第一句话时开始');
  await page.keyboard.press('Space');
  await see(keeper, '计时中');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await hall.host.until(() => projector().clock?.limit === 14 * 60_000);
  await leave(90_000);
  await see(keeper, '现在举牌');
  await page.keyboard.press('Enter');
  await see(keeper, /响铃，还有/);
  expect(
    [...laptop.errors, ...phone.errors, ...keeper.errors].filter((one) => !/WebSocket|ERR_INTERNET/.test(one)),
  ).toEqual([]);
});
