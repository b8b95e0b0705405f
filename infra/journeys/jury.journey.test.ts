import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum, type SIZES } from './rostrum.ts';

// Those who run the judging: a head judge who sends a sheet back, two clerks who type in one from paper, a deduction that
// is confirmed, a result that is finalised, signed, corrected and signed again.

const TALKS = [
  { title: '一封家书里的初心', minutes: 12, speaker: { name: '陈思远', unit: '办公室党支部' } },
  { title: 'Why the Tide Comes Twice', minutes: 10, speaker: { name: 'Marek Nowak' } },
];
const JUDGES = ['陈立', '吴岚', '何清源'];
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let judges: Actor<'judge'>[];
let links: Record<string, string>;
const people: Person[] = [];

const idOf = (name: string): string =>
  Object.values(hall.host.view.people).find((one) => one.name === name)!.participant;
const arrive = async (
  name: string,
  role: 'clerk' | 'head-judge',
  size: keyof typeof SIZES,
  locale: 'zh-CN' | 'en-GB' = 'zh-CN',
): Promise<Page> => {
  const person = await Person.arrive(browser, size, locale);
  people.push(person);
  const [link] = Object.keys(hall.host.view.people[idOf(name)]!.links);
  await person.page.goto(hall.base + new URL(links[link!]!).pathname);
  await person.page.waitForURL(`**/${role}/`);
  await awake(person.page);
  return person.page;
};
/** What is pressed before the page's scripts are there is pressed in vain. */
const awake = async (page: Page): Promise<void> => {
  await page
    .getByText(/^(已连接|Connected)$/)
    .first()
    .waitFor();
};
const cell = (page: Page, talk: number, judge: string) =>
  page.locator(`[data-sheet="${hall.talks[talk]!}.${idOf(judge)}"]`);
const says = async (page: Page, text: string | RegExp): Promise<void> => {
  await page.getByText(text).first().waitFor();
};
const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
};
const section = async (page: Page, name: string): Promise<void> => {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
};
const write = async (page: Page, marks: Readonly<Record<string, string>>): Promise<void> => {
  const first = page.getByLabel(Object.keys(marks)[0]!, { exact: true });
  await first.click();
  for (const mark of Object.values(marks)) {
    await page.keyboard.type(mark);
    await page.keyboard.press('Enter');
  }
};
const SHEET = { content: '36', form: '17.5', language: '18', presence: '18' };
const PAPER = { 内容: '35', 授课形式: '17', 语言表达: '16.5', 现场效果: '18' };

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, {
    talks: TALKS,
    judges: JUDGES.map((name) => ({ name })),
    settings: { marksShown: 'end' },
  });
  const { host } = hall;
  await host.must({ type: 'participant.add', name: '周评委长', roles: ['head-judge'] });
  await host.must({ type: 'participant.add', name: '吴计分', roles: ['clerk'] });
  await host.must({ type: 'participant.add', name: '林复核', roles: ['clerk'] });
  const answer = await hall.owner.context.request.get(`${hall.base}/s/${hall.session}/host/links.json`);
  ({ links } = (await answer.json()) as { links: Record<string, string> });
  judges = await Promise.all([0, 1].map((nth) => Actor.byLink(hall.base, hall.link('judge', nth), 'judge')));
  await host.must({ type: 'session.start' });
  const [first, second] = hall.talks as [string, string];
  await host.must({ type: 'item.open', to: first });
  await host.must({ type: 'countdown.limit', item: first, from: 720_000, to: 10_000 });
  await host.must({ type: 'countdown.start', item: first });
  for (const judge of judges) await judge.must({ type: 'sheet.send', talk: first, marks: SHEET, comment: '' });
  await host.must({ type: 'talk.stand', talk: second, status: 'withdrawn', reason: '突发疾病' });
});
afterAll(async () => {
  for (const judge of judges) judge.close();
  await browser.close();
  await rostrum.close();
});

it('a head judge sees states, never a mark, and sends a sheet back with a reason', async () => {
  const head = await arrive('周评委长', 'head-judge', 'tablet');
  await says(head, '2 / 3 份已交');
  expect(await head.locator('main').textContent()).not.toContain('89.5');
  await cell(head, 0, '吴岚').click();
  await press(head, '退回…');
  await press(head, '像是笔误，请核对');
  await press(head, '退回给评委');
  await says(head, '已退回：像是笔误，请核对');
  const judge = judges[1]!;
  await judge.until(() => judge.view.sheets[hall.talks[0]!]?.returned?.reason === '像是笔误，请核对');
  await judge.must({ type: 'sheet.send', talk: hall.talks[0]!, marks: { ...SHEET, content: '37' }, comment: '' });
  await says(head, '交过之后改过 1 次');
  await head.keyboard.press('Escape');
});

it('[JU16] two clerks type in one sheet from paper: a difference is named, agreement counts', async () => {
  const clerk = await arrive('吴计分', 'clerk', 'laptop');
  await cell(clerk, 0, '何清源').click();
  await press(clerk, '代录纸质评分表');
  await write(clerk, PAPER);
  await press(clerk, '录好，等第二人');
  await says(clerk, '由第二个人再录一遍');
  await clerk.keyboard.press('Escape');

  // The second comes by the code on the paper, on a phone.
  const other = await arrive('林复核', 'clerk', 'phone');
  await other.goto(`${hall.base}/s/${hall.session}/clerk/?sheet=${hall.talks[0]!}.${idOf('何清源')}`);
  await awake(other);
  await says(other, '吴计分已录过一遍');
  await write(other, { ...PAPER, 授课形式: '17.5' });
  await press(other, '核对并计入');
  await says(other, '两次录入不一致：“授课形式”');
  await other.getByLabel('授课形式').fill('17');
  await press(other, '核对并计入');
  await says(other, '由吴计分照纸质表录入，林复核复核');
  await says(clerk, '3 / 3 份已交');
}, 60_000);

it('the clock’s deduction is confirmed, the talk locked, the result finalised and signed', async () => {
  const clerk = people[1]!.page;
  await section(clerk, '成绩');
  await says(clerk, /评分表已交齐，还没锁定/);
  await hall.host.until(() => hall.host.view.projector.clock?.status === 'running');
  // Ten seconds are the shortest talk there is: it runs over by a second.
  await new Promise((go) =>
    setTimeout(go, Math.max(0, (hall.host.view.projector.clock?.startedAt ?? 0) + 11_500 - Date.now())),
  );
  await hall.host.must({ type: 'countdown.end', item: hall.talks[0]! });
  await section(clerk, '扣分');
  await says(clerk, /超时 \d+ 秒/);
  await press(clerk, '改分值…');
  await clerk.getByLabel('分值').first().fill('0.4');
  await clerk.getByLabel('为什么改').fill('主持人报时晚了');
  await press(clerk, '按这个分值确认');
  await says(clerk, '已确认');

  await section(clerk, '评分表');
  await clerk
    .getByRole('rowheader', { name: /陈思远/ })
    .getByRole('button')
    .click();
  await press(clerk, '锁定评分');
  await says(clerk, '已锁定');
  await clerk.keyboard.press('Escape');
  await section(clerk, '成绩');
  await says(clerk, '都齐了，可以定稿。');
  await press(clerk, '定稿…');
  await press(clerk, '定稿');
  await says(clerk, '已定稿');
  await press(clerk, '签字确认第 1 版');
  await says(clerk, /\d+:\d\d 签字/);
  await says(clerk, '吴计分');
});

it('[OU2] a head judge reopens the result with a reason; the next version says what changed', async () => {
  const head = people[0]!.page;
  await section(head, '成绩');
  await press(head, '签字确认第 1 版');
  await press(head, '更正：重新打开…');
  await head.getByLabel('为什么要更正').fill('扣分算错');
  await press(head, '重新打开');
  await says(head, '正在更正：扣分算错');
  const [deduction] = Object.values(hall.host.view.deductions);
  await hall.host.must({ type: 'deduction.waive', talk: hall.talks[0]!, deduction: deduction!.deduction });
  await hall.host.must({ type: 'result.finalise' });
  await says(head, /第 2 版 .*扣分算错/);
  expect(await head.locator('details').first().textContent()).toMatch(/陈思远.*→/s);
});

it('the same screens in English', async () => {
  const clerk = await arrive('林复核', 'clerk', 'laptop', 'en-GB');
  await says(clerk, '3 of 3 sheets in');
  await says(clerk, 'Withdrawn');
  await cell(clerk, 0, '何清源').click();
  await says(clerk, 'From paper: typed in by 吴计分, checked by 林复核');
  await says(clerk, 'The result is final');
  await clerk.keyboard.press('Escape');
  await section(clerk, 'Result');
  await press(clerk, 'Sign version 2');
  await says(clerk, /signed at/);
  expect(people.flatMap((one) => one.errors)).toEqual([]);
});
