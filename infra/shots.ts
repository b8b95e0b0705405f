/**
 * `pnpm shots [zh|en]`: every screen in every state, language, scheme and size, from a seeded session, into shots/index.html.
 * `pnpm shots guide [zh|en]`: the pictures of the guides, into docs/pictures/guide.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_DECKS, uploadDeck } from './journeys/decks.ts';
import { openHall, type Hall } from './journeys/hall.ts';
import { openBrowser, Person, startRostrum, type SIZES } from './journeys/rostrum.ts';
import { Gallery } from './shots/gallery.ts';
import { shootGuide } from './shots/guide.ts';
import { english } from './shots/plan.ts';
import { ask, begin, crowd, judgesIn, leave, marksOf, scene, SHEETS } from './shots/session.ts';

type Size = keyof typeof SIZES;
type Language = 'zh' | 'en';
const LANGUAGES = ['zh', 'en'] as const;
const DIR = join(import.meta.dirname, '../shots');
const PHONE: Size[] = ['phone'];
const DESK: Size[] = ['laptop'];

const shoot = async (language: Language, gallery: Gallery): Promise<void> => {
  const rostrum = await startRostrum({ VIDEO: 'off' });
  const browser = await openBrowser();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  try {
    const empty = await Person.arrive(browser, 'laptop', locale);
    await empty.page.goto(rostrum.base);
    await gallery.take(empty.page, 'join', 'code', language, PHONE);
    const hall = await openHall(rostrum, browser, { language, ...(language === 'en' ? english : {}) });
    const people = await everyone(hall, browser, locale);
    const take = (
      role: keyof typeof people,
      state: string,
      sizes: readonly Size[],
      schemes?: readonly ('light' | 'dark')[],
    ): Promise<void> => gallery.take(people[role].page, role, state, language, sizes, schemes);
    const projector = async (state: string): Promise<void> => {
      await take('projector', state, ['projector', 'wall'], ['dark']);
      await hall.host.must({ type: 'session.configure', theme: 'formal' });
      await people.projector.page.locator('[data-theme=formal]').first().waitFor();
      await take('projector', `${state}-formal`, ['projector'], ['dark']);
      await hall.host.must({ type: 'session.configure', theme: 'neutral' });
    };
    const around = async (state: string): Promise<void> => {
      await take('host', state, DESK);
      await take('speaker', state, DESK);
      await take('audience', state, PHONE);
      await take('timekeeper', state, ['laptop', 'phone'], ['light']);
    };
    await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
    await uploadDeck(hall, hall.talks[1]!, DEMO_DECKS[1]!);
    await around('prepared');
    await projector('welcome');
    await take('judge', 'prepared', ['tablet', 'phone'], ['light']);
    await pages(hall, gallery, language, locale, browser);

    await hall.host.must({ type: 'session.start' });
    const first = await begin(hall, 0);
    const listeners = await crowd(hall, language);
    const questions = await ask(hall, listeners, language);
    await hall.host.must({ type: 'page.show', talk: first, from: 0, to: 3 });
    await around('talk');
    await projector('talk');
    await take('remote', 'talk', ['laptop', 'phone'], ['light']);
    await hall.host.must({
      type: 'message.send',
      to: { kind: 'role', role: 'speaker' },
      text: language === 'zh' ? '请靠近话筒' : 'Closer to the microphone, please',
    });
    await take('speaker', 'message', [...DESK, ...PHONE], ['dark']);
    await leave(hall, first, 48_000);
    await around('warning');
    await projector('warning');
    await leave(hall, first, 20_000);
    await take('speaker', 'final', [...DESK, ...PHONE], ['dark']);
    await leave(hall, first, -3_000);
    await around('over');
    await projector('over');
    await scene(hall, { kind: 'question', question: questions[0]! });
    await projector('question');
    await take('audience', 'question', PHONE);
    await scene(hall, {
      kind: 'message',
      text: language === 'zh' ? '茶歇十分钟，15:40 请回到座位。' : 'Ten minutes for tea. Please be back by 15:40.',
    });
    await projector('message');

    const judges = await judgesIn(hall);
    await scene(hall, { kind: 'live', talk: first });
    for (const [nth, judge] of judges.entries()) {
      if (nth === 3) {
        await projector('live-3-of-5');
        await take('host', 'judging', DESK);
        await take('judge', 'form', ['tablet', 'phone']);
      }
      await judge.must({ type: 'sheet.send', talk: first, marks: marksOf(SHEETS[0][nth]!), comment: '' });
    }
    await hall.host.must({ type: 'countdown.end', item: first });
    await hall.host.until(() => Object.keys(hall.host.view.deductions).length > 0);
    for (const one of Object.values(hall.host.view.deductions))
      await hall.host.must({ type: 'deduction.confirm', talk: first, deduction: one.deduction });
    await hall.host.must({ type: 'judging.close', talk: first });
    await take('judge', 'locked', ['tablet', 'phone'], ['light']);
    await projector('live-settled');
    for (let nth = 1; nth < 4; nth += 1) {
      const talk = await begin(hall, nth);
      for (const [which, judge] of judges.entries())
        await judge.must({ type: 'sheet.send', talk, marks: marksOf(SHEETS[nth]![which]!), comment: '' });
      await hall.host.must({ type: 'countdown.end', item: talk });
      await hall.host.must({ type: 'judging.close', talk });
    }
    await scene(hall, { kind: 'scoreboard' });
    await projector('scoreboard');
    await hall.host.must({ type: 'reveal.begin', what: { kind: 'talk', talk: first } });
    const steps = Object.keys(hall.host.view.reveal?.steps ?? {}).length || 5;
    for (let at = 0; at < steps; at += 1) {
      await hall.host.must({ type: 'reveal.step', from: at, to: at + 1 });
      await projector(`reveal-${at + 1}`);
    }
    await take('host', 'reveal', DESK);
    await hall.host.must({ type: 'session.end' });
    await around('ended');
    const owner = hall.owner.page;
    await owner.goto(`${hall.base}/s/${hall.session}/host/record`);
    await gallery.take(owner, 'organiser', 'record', language, DESK);
    for (const [role, person] of Object.entries(people))
      if (person.errors.length > 0) console.log(`${role}: ${person.errors.join(' | ')}`);
    for (const one of [...listeners, ...judges, hall.host]) one.close();
  } finally {
    await browser.close();
    await rostrum.close();
  }
};

const everyone = async (hall: Hall, browser: Awaited<ReturnType<typeof openBrowser>>, locale: 'zh-CN' | 'en-GB') => {
  const audience = await Person.arrive(browser, 'phone', locale);
  await audience.page.goto(hall.join);
  await audience.page.locator('form button[type=submit]').first().click();
  await audience.page.waitForURL('**/audience/');
  return {
    host: await hall.open(browser, 'host', 'laptop', 0, locale),
    projector: await hall.open(browser, 'projector', 'projector', 0, locale),
    speaker: await hall.open(browser, 'speaker', 'laptop', 0, locale),
    timekeeper: await hall.open(browser, 'timekeeper', 'laptop', 0, locale),
    judge: await hall.open(browser, 'judge', 'tablet', 3, locale),
    remote: await hall.open(browser, 'remote', 'laptop', 0, locale),
    audience,
  };
};

/** The organiser's pages, before the session. */
const pages = async (
  hall: Hall,
  gallery: Gallery,
  language: Language,
  locale: 'zh-CN' | 'en-GB',
  browser: Awaited<ReturnType<typeof openBrowser>>,
): Promise<void> => {
  const { page } = hall.owner;
  await hall.owner.context.addCookies([{ name: 'lang', value: language, url: hall.base }]);
  for (const [name, path] of [
    ['home', '/home'],
    ['new-session', '/sessions/new'],
    ['plan', `/s/${hall.session}/host/plan`],
    ['links', `/s/${hall.session}/host/links`],
  ] as const) {
    await page.goto(`${hall.base}${path}`);
    await gallery.take(page, 'organiser', name, language, DESK);
  }
  const guest = await Person.arrive(browser, 'phone', locale);
  await guest.page.goto(hall.join);
  await gallery.take(guest.page, 'join', 'found', language, PHONE);
};

const everyScreen = async (only?: string): Promise<void> => {
  await rm(DIR, { recursive: true, force: true });
  await mkdir(DIR, { recursive: true });
  const gallery = new Gallery(DIR);
  for (const language of LANGUAGES) if (only === undefined || only === language) await shoot(language, gallery);
  await gallery.write();
  console.log(`${gallery.count} pictures: ${join(DIR, 'index.html')}`);
};

const [first, second] = process.argv.slice(2);
if (first === 'guide') {
  for (const language of LANGUAGES) if (second === undefined || second === language) await shootGuide(language);
} else await everyScreen(first);
