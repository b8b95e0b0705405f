import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEMO_DECKS, uploadDeck } from '../journeys/decks.ts';
import { openHall, type Hall } from '../journeys/hall.ts';
import { openBrowser, Person, SIZES, startRostrum, videoReady, type Rostrum } from '../journeys/rostrum.ts';
import { english } from './plan.ts';
import { ask, begin, crowd, judgesIn, leave, marksOf, SHEETS } from './session.ts';

type Language = 'zh' | 'en';
const DIR = join(import.meta.dirname, '../../docs/pictures/guide');
const WORDS = {
  zh: {
    message: '请靠近话筒',
    sound: '只用声音',
    enter: '静音进入',
    hand: '举手',
    send: '提交，联网后送出',
    waits: '等待网络',
    draft: '第一棵松树是谁种下的？',
    headJudge: '周静',
    clerk: '吴越',
    result: /^成绩/,
  },
  en: {
    message: 'Closer to the microphone, please',
    sound: 'Sound only',
    enter: 'Enter muted',
    hand: 'Raise hand',
    send: 'Send once connected',
    waits: 'Waiting for the network',
    draft: 'How late do the tides come each day?',
    headJudge: 'Ines Carvalho',
    clerk: 'Tom Reilly',
    result: /^Result/,
  },
} as const;

/** One picture of a page as it stands, light, as WebP: `<name>.<language>.webp`, so that a guide's pictures speak its language. */
const take = async (page: Page, language: Language, name: string, size: keyof typeof SIZES): Promise<void> => {
  const { width, height } = SIZES[size];
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.waitForTimeout(700);
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    clip: { x: 0, y: 0, width, height, scale: size === 'projector' ? 0.6 : 1 },
  });
  await devtools.detach();
  const picture = Buffer.from(data, 'base64');
  await writeFile(join(DIR, `${name}.${language}.webp`), picture);
  console.log(`${name}.${language}.webp ${Math.round(picture.length / 1024)} KB`);
};

/** The pictures of the guides in one language, each from a real session that is brought to that moment. Nothing else is touched. */
export const shootGuide = async (language: Language): Promise<void> => {
  await mkdir(DIR, { recursive: true });
  const rostrum = await startRostrum();
  const browser = await openBrowser();
  try {
    await videoReady(rostrum);
    await session(rostrum, browser, language);
  } finally {
    await browser.close();
    await rostrum.close();
  }
};

/** In English the talk that is shown is the one whose deck is in English, and so are its questions. */
const inEnglish = { ...english, talks: [english.talks[0]!, english.talks[3]!, english.talks[1]!, english.talks[2]!] };
const TIDE = [
  'Does the Moon pull on the ground as well?',
  'Why are there places with one tide a day?',
  'How much later is the tide each day?',
  'Could the slides be shared afterwards?',
  'Where can I find the tide tables?',
];

const session = async (rostrum: Rostrum, browser: Browser, language: Language): Promise<void> => {
  const words = WORDS[language];
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const hall = await openHall(rostrum, browser, {
    language,
    headJudge: { name: words.headJudge },
    clerk: { name: words.clerk },
    ...(language === 'en' ? inEnglish : {}),
  });
  await hall.owner.context.addCookies([{ name: 'lang', value: language, url: hall.base }]);
  if (language === 'zh') await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
  await uploadDeck(hall, hall.talks[1]!, DEMO_DECKS[language === 'zh' ? 1 : 3]!);
  const open = (role: Parameters<Hall['open']>[1], size: keyof typeof SIZES, nth = 0): Promise<Person> =>
    hall.open(browser, role, size === 'wall' ? 'projector' : size, nth, locale);
  const host = await open('host', 'laptop');
  const projector = await open('projector', 'projector');
  const speaker = await open('speaker', 'laptop', 1);
  const keeper = await open('timekeeper', 'laptop');
  const judge = await open('judge', 'tablet', 3);
  const remote = await open('remote', 'phone');
  const listener = await Person.arrive(browser, 'phone', locale);
  await listener.page.goto(hall.join);
  await take(listener.page, language, 'audience-join', 'phone');
  await listener.page.locator('input[value=anonymous]').check();
  await listener.page.locator('form button[type=submit]').first().click();
  await listener.page.waitForURL('**/audience/');

  await take(host.page, language, 'host-before', 'laptop');
  await take(projector.page, language, 'hall-welcome', 'projector');
  await take(speaker.page, language, 'speaker-before', 'laptop');
  for (const [name, path] of [
    ['plan', 'plan'],
    ['links', 'links'],
  ] as const) {
    await hall.owner.page.goto(`${hall.base}/s/${hall.session}/host/${path}`);
    await take(hall.owner.page, language, `organiser-${name}`, 'laptop');
  }
  await remote.page.locator('input[name=mode][value=sound]').check({ force: true });
  await take(remote.page, language, 'remote-door', 'phone');
  await remote.page.getByRole('button', { name: words.enter }).click();

  await hall.host.must({ type: 'session.start' });
  const first = await begin(hall, 0);
  const judges = await judgesIn(hall);
  for (const [nth, one] of judges.entries())
    await one.must({ type: 'sheet.send', talk: first, marks: marksOf(SHEETS[0][nth]!), comment: '' });
  await hall.host.must({ type: 'countdown.end', item: first });
  for (const one of Object.values(hall.host.view.deductions))
    await hall.host.must({ type: 'deduction.waive', talk: first, deduction: one.deduction });
  await hall.host.must({ type: 'judging.close', talk: first });

  const talk = await begin(hall, 1);
  const listeners = await crowd(hall, language);
  await ask(hall, listeners, language, language === 'en' ? TIDE : undefined);
  for (let page = 0; page < 3; page += 1) await hall.host.must({ type: 'page.show', talk, from: page, to: page + 1 });
  await remote.page.getByRole('button', { name: words.hand, exact: true }).click();
  await hall.host.until(() => Object.keys(hall.host.view.hands).length === 1);
  await leave(hall, talk, 280_000);
  await take(remote.page, language, 'remote-hand', 'phone');
  await take(host.page, language, 'host', 'laptop');
  await take(projector.page, language, 'hall-talk', 'projector');
  await take(listener.page, language, 'audience', 'phone');
  await listener.page.goto(`${hall.base}/s/${hall.session}/audience/#ask`);
  await listener.page.locator('textarea').fill(words.draft);
  await take(listener.page, language, 'audience-ask', 'phone');
  const [raised] = Object.keys(hall.host.view.hands);
  await hall.host.must({ type: 'stage.invite', participant: raised! });
  await take(remote.page, language, 'remote-invited', 'phone');
  await hall.host.must({ type: 'message.send', to: { kind: 'role', role: 'speaker' }, text: words.message });
  await take(speaker.page, language, 'speaker', 'laptop');
  await speaker.page.keyboard.press('Enter');
  await take(speaker.page, language, 'speaker-phone', 'phone');
  await leave(hall, talk, 110_000);
  await take(keeper.page, language, 'timekeeper', 'laptop');

  const marks = marksOf(SHEETS[1][3]);
  await judge.page.keyboard.type(marks['content']!);
  await judge.page.keyboard.press('Enter');
  await judge.page.keyboard.type(marks['form']!);
  await take(judge.page, language, 'judge', 'tablet');
  for (const key of ['language', 'presence']) {
    await judge.page.keyboard.press('Enter');
    await judge.page.keyboard.type(marks[key]!);
  }
  await judge.context.setOffline(true);
  await judge.page.getByRole('button', { name: words.send }).click({ timeout: 60_000 });
  await judge.page.getByText(words.waits).first().waitFor();
  await take(judge.page, language, 'judge-offline', 'phone');

  for (const [nth, one] of judges.entries())
    if (nth < 3) await one.must({ type: 'sheet.send', talk, marks: marksOf(SHEETS[1][nth]!), comment: '' });
  const head = await open('head-judge', 'tablet');
  await take(head.page, language, 'head-judge', 'tablet');
  const clerk = await open('clerk', 'laptop');
  await clerk.page.getByRole('navigation').getByRole('button', { name: words.result }).click();
  await take(clerk.page, language, 'clerk', 'laptop');
  for (const one of [...listeners, ...judges, hall.host]) one.close();
};
