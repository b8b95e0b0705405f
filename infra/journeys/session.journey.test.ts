import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, begin, crowd, judgesIn, leave, marksOf, scene, SHEETS } from '../shots/session.ts';
import type { Actor } from './actor.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/**
 * Computed by hand from `SHEETS`: five totals a talk, the highest and the lowest dropped, the mean of three to two
 * decimals half up, 0.2 off the first for a started half minute over time.
 *   94.5 94 96 92 95.5   → (94.5 + 94 + 95.5) / 3  = 94.666… → 94.67 − 0.20 = 94.47
 *   94.5 93.5 95.5 92 95 → (94.5 + 93.5 + 95) / 3  = 94.333… → 94.33
 *   90.5 91.5 91.5 89 91.5 → (90.5 + 91.5 + 91.5) / 3 = 91.166… → 91.17
 */
const TOTALS = ['94.47', '94.33', '91.17'] as const;

const words = {
  zh: {
    title: '微党课人人讲 第三期',
    talks: ['一封家书里的初心', '从一棵松到一片林海', '沙海里的每一滴水'],
    locale: 'zh-CN',
  },
  en: {
    title: 'Everyone takes the rostrum',
    talks: ['A Letter Home', 'From One Pine to a Forest', 'Every Drop in the Sands'],
    locale: 'en-GB',
  },
} as const;

const reads = async (page: Page, text: string): Promise<void> => {
  await page.getByText(text, { exact: false }).first().waitFor({ state: 'visible', timeout: 30_000 });
};

describe.each([
  ['zh', 'live'],
  ['en', 'talk'],
] as const)('a session from welcome to reveal, in %s, marks shown %s', (language, marksShown) => {
  const { title, talks, locale } = words[language];
  let rostrum: Rostrum;
  let browser: Browser;
  let hall: Hall;
  let projector: Person;
  let host: Person;
  let phone: Person;
  let judges: Actor<'judge'>[];
  let listeners: Actor<'audience'>[];

  beforeAll(async () => {
    rostrum = await startRostrum({ VIDEO: 'off' });
    browser = await openBrowser();
    hall = await openHall(rostrum, browser, {
      title,
      language,
      settings: { marksShown },
      talks: talks.map((name, nth) => ({
        title: name,
        minutes: 12,
        speaker: { name: ['陈思远', '欧阳静怡', '阿依努尔·买买提江'][nth]! },
      })),
    });
    for (const [nth, talk] of hall.talks.entries()) await uploadDeck(hall, talk, DEMO_DECKS[nth]!);
    projector = await hall.open(browser, 'projector', 'projector', 0, locale);
    host = await hall.open(browser, 'host', 'laptop', 0, locale);
    phone = await Person.arrive(browser, 'phone', locale);
    await phone.page.goto(hall.join);
    await phone.page.locator('form button[type=submit]').first().click();
    await phone.page.waitForURL('**/audience/');
    judges = await judgesIn(hall);
    listeners = await crowd(hall, language);
  });
  afterAll(async () => {
    for (const one of [...judges, ...listeners, hall.host]) one.close();
    await browser.close();
    await rostrum.close();
  });
  const judge = async (talk: string, nth: number): Promise<void> => {
    for (const [which, one] of judges.entries())
      await one.must({ type: 'sheet.send', talk, marks: marksOf(SHEETS[nth]![which]!), comment: '' });
  };

  it('welcomes with the code, and every screen follows the first talk', async () => {
    await reads(projector.page, hall.host.view.projector.join.code.slice(0, 3));
    await hall.host.must({ type: 'session.start' });
    const talk = await begin(hall, 0);
    await projector.page.locator(`img[src*="/page/"]`).first().waitFor({ state: 'visible', timeout: 30_000 });
    await reads(phone.page, talks[0]);
    await reads(host.page, talks[0]);
    await hall.host.must({ type: 'page.show', talk, from: 0, to: 1 });
    await phone.page.locator(`img[src*="/1/"]`).first().waitFor({ state: 'visible', timeout: 30_000 });
  });

  it('a question goes from a phone over the host to the hall', async () => {
    const [question] = await ask(hall, listeners, language);
    await scene(hall, { kind: 'question', question: question! });
    const text = hall.host.view.questions[question!]?.text ?? '';
    await projector.page.waitForFunction(
      (wanted) => (document.body.textContent ?? '').replace(/\s/g, '').includes(wanted),
      text.replace(/\s/g, '').slice(0, 12),
      { timeout: 30_000 },
    );
  });

  it('three talks are judged; what the hall sees is what the session chose', async () => {
    for (const nth of [0, 1, 2]) {
      const talk = nth === 0 ? hall.talks[0]! : await begin(hall, nth);
      if (nth === 0) await leave(hall, talk, -3_000);
      await judge(talk, nth);
      await hall.host.must({ type: 'countdown.end', item: talk });
      for (const one of Object.values(hall.host.view.deductions))
        if (one.status === 'proposed')
          await hall.host.must({ type: 'deduction.confirm', talk: one.talk, deduction: one.deduction });
      await hall.host.must({ type: 'judging.close', talk });
    }
    await hall.host.until(() => Object.values(hall.host.view.judging).every((one) => one.status === 'locked'));
    if (marksShown === 'live') {
      await scene(hall, { kind: 'scoreboard' });
      for (const total of TOTALS) await reads(projector.page, total);
    } else {
      for (const page of [projector.page, phone.page]) {
        const html = await page.content();
        for (const total of TOTALS) expect(html).not.toContain(total);
      }
      await hall.host.must({ type: 'results.open' });
    }
    const results = hall.talks.map((talk) => hall.host.view.judging[talk]?.result?.total);
    if (marksShown === 'live') expect(results).toEqual([...TOTALS]);
  });

  it('the standings are revealed from the last place up, and stay on every phone', async () => {
    await hall.host.must({ type: 'reveal.begin', what: { kind: 'ranking' } });
    await hall.host.until(() => hall.host.view.reveal !== undefined);
    await hall.host.must({ type: 'reveal.step', from: 0, to: 1 });
    await reads(projector.page, '91.17');
    if (marksShown !== 'live') expect(await projector.page.content()).not.toContain('94.47');
    await hall.host.must({ type: 'reveal.step', from: 1, to: 2 });
    await reads(projector.page, '94.33');
    await hall.host.must({ type: 'reveal.step', from: 2, to: 3 });
    await reads(projector.page, '94.47');
    expect(hall.talks.map((talk) => hall.host.view.judging[talk]?.result?.total)).toEqual([...TOTALS]);
    await hall.host.must({ type: 'session.end' });
    for (const total of TOTALS) await reads(phone.page, total);
    for (const person of [projector, host, phone]) expect(person.errors).toEqual([]);
  });
});
