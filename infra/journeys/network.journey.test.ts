import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { BadLine } from './bad-line.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/** Every role behind one bad line: late and losing, then cut, then whole again. The host's own actor is in the hall. */
let rostrum: Rostrum;
let browser: Browser;
let line: BadLine;
let hall: Hall;
const people: Record<string, Person> = {};

const talk = (): string => hall.talks[0]!;
const person = (role: string): Person => people[role]!;
/** The index of the page that each screen with a page shows. */
const pageOn: Record<string, () => Promise<string>> = {
  projector: () => addressIn('projector', '.sheet img'),
  phone: () => addressIn('phone', 'figure.page img'),
  asleep: () => addressIn('asleep', 'figure.page img'),
};
const addressIn = (role: string, selector: string): Promise<string> =>
  person(role).page.evaluate<string>(
    `(/\\/(\\d+)\\/\\d+\\.webp$/.exec(([...document.querySelectorAll('${selector}')].pop() || {}).currentSrc || '') || [])[1] || ''`,
  );
const shows = (role: string, page: number): Promise<void> =>
  expect.poll(async () => [role, await pageOn[role]!()], { timeout: 40_000 }).toEqual([role, String(page)]);
const says = (role: string, text: string | RegExp): Promise<void> =>
  person(role)
    .page.getByText(text)
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: 40_000 })
    .catch(() => expect.fail(`${role} does not say ${String(text)}`));
const turn = (from: number): Promise<unknown> =>
  hall.host.must({ type: 'page.show', talk: talk(), from, to: from + 1 });
const AWAY = /网络断了|没有网络|连接不稳/;
const saysNothing = async (role: string): Promise<void> =>
  expect.poll(() => person(role).page.getByText(AWAY).filter({ visible: true }).count(), { timeout: 40_000 }).toBe(0);
const TALKERS = ['host', 'speaker', 'judge', 'timekeeper', 'phone', 'remote'] as const;

const enter = async (): Promise<Person> => {
  const phone = await Person.arrive(browser, 'phone');
  await phone.page.goto(hall.join);
  await phone.page.locator('input[value=anonymous]').check();
  await phone.page.getByRole('button', { name: '进入现场', exact: true }).click();
  await phone.page.waitForURL('**/audience/');
  return phone;
};

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  line = await BadLine.open(Number(new URL(rostrum.base).port));
  hall = await openHall(rostrum, browser, { at: `${HALL_NAME}:${line.port}`, settings: { moderation: false } });
  await uploadDeck(hall, talk(), DEMO_DECKS[0]!);
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: talk() });
  await hall.host.must({ type: 'countdown.start', item: talk() });
  await hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene: { kind: 'talk' } });
  const guest = await Actor.byQr(rostrum.base, hall.join, '李明');
  await guest.must({ type: 'question.ask', text: '那棵松树，现在还在吗？', named: true });
  guest.close();
  line.quality = { delay: 150, loss: 0.1 };
  [people['phone'], people['asleep']] = await Promise.all([enter(), enter()]);
  for (const role of ['host', 'speaker', 'judge', 'timekeeper', 'remote', 'projector'] as const)
    people[role] = await hall.open(browser, role, role === 'projector' ? 'projector' : 'laptop');
}, 240_000);
afterAll(async () => {
  line.close();
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

it('with 300 ms and a tenth of all lost, every role works, and none complains', async () => {
  for (const role of ['projector', 'phone', 'asleep']) await shows(role, 0);
  await person('speaker').page.getByText('已连接').filter({ visible: true }).waitFor({ timeout: 30_000 });
  await person('speaker').page.keyboard.press('PageDown');
  for (const role of ['projector', 'phone', 'asleep']) await shows(role, 1);
  const { page } = person('phone');
  await page.getByRole('link', { name: '提问' }).click();
  await page.getByLabel('您的问题').fill('听漏仪能借给社区用吗？');
  await page.getByRole('button', { name: '发送' }).click();
  await hall.host.until(() => Object.values(hall.host.view.questions).length === 2);
  await says('host', '听漏仪能借给社区用吗？');
  await page.getByRole('link', { name: '课件', exact: true }).click();
  for (const role of TALKERS) await saysNothing(role);
  for (const one of Object.values(people)) await one.page.evaluate('void (window.same = true)');
});

it('a cut of two seconds passes by: nothing is lost, and all catch up', async () => {
  line.cut();
  await turn(1);
  await new Promise((done) => setTimeout(done, 2_000));
  line.mend();
  for (const role of ['projector', 'phone', 'asleep']) await shows(role, 2);
});

it('a cut of twenty seconds: each role says what it knows, keeps what it is given, and catches up alone; so does a phone that slept', async () => {
  const sleeper = await person('asleep').context.newCDPSession(person('asleep').page);
  await sleeper.send('Page.setWebLifecycleState', { state: 'frozen' });
  const clock = () => person('projector').page.locator('.countdown .fig').last().textContent();
  const started = Date.now();
  line.cut();
  const at = await clock();
  await turn(2);
  await Promise.all(TALKERS.map((role) => says(role, AWAY)));
  // A vote is kept on the phone; the projector says nothing, and its clock goes on.
  const { page } = person('phone');
  await page.locator('nav a[href="#questions"]').click();
  await page.locator('li', { hasText: '那棵松树' }).locator('button.vote').click();
  await says('phone', '等待发送');
  await expect.poll(clock, { timeout: 10_000 }).not.toBe(at);
  expect(await person('projector').page.getByText(AWAY).count()).toBe(0);
  expect(await pageOn['projector']!()).toBe('2');
  await new Promise((done) => setTimeout(done, Math.max(0, 20_000 - (Date.now() - started))));
  await turn(3);
  line.mend();
  await sleeper.send('Page.setWebLifecycleState', { state: 'active' });
  await hall.host.until(() => Object.values(hall.host.view.questions).some((one) => one.votes === 1));
  await page.getByRole('link', { name: '课件', exact: true }).click();
  for (const role of ['projector', 'phone', 'asleep']) await shows(role, 4);
  for (const role of TALKERS) await saysNothing(role);
  // By themselves, and without loading anew.
  for (const [role, one] of Object.entries(people))
    expect([role, await one.page.evaluate('window.same')]).toEqual([role, true]);
});
