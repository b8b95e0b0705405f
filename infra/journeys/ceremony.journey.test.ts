import { judgesInOrder, presetRules, type JudgingRules, type Scene } from '@rostrum/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

// A whole contest: seven judges of whom one steps back, a talk that runs over, a vote of the hall from phones, two talks that
// tie and are parted by a ballot, a result that is final, and the awards on the wall, one tier after the other.

const JUDGES = ['陈立', '吴岚', '何清源', 'Marco Bellini', '苏敏', '马晓东', '高远'].map((name) => ({ name }));
const MARKS = { content: '36', form: '17.5', language: '18', presence: '18' };
const WORDS = {
  zh: {
    locale: 'zh-CN',
    panel: '现场投票',
    vote: '请投票',
    send: '提交',
    voted: '已投。',
    closed: '投票已结束',
    provisional: '未最终确认',
    join: /进入|加入/,
    gold: '一等奖',
    silver: '二等奖',
    soon: '即将揭晓',
  },
  en: {
    locale: 'en-GB',
    panel: 'The hall',
    vote: 'Vote now',
    send: 'Vote',
    voted: 'Your vote is in.',
    closed: 'The vote is closed',
    provisional: 'Provisional',
    join: /Enter|Join/,
    gold: 'Gold',
    silver: 'Silver',
    soon: 'In a moment',
  },
} as const;

const rulesIn = (language: 'zh' | 'en'): JudgingRules => {
  const preset = presetRules(language);
  const { gold, silver } = WORDS[language];
  return {
    ...preset,
    set: {
      ...preset.set,
      panels: [
        ...preset.set.panels,
        {
          id: 'hall',
          name: WORDS[language].panel,
          ballot: { kind: 'picks', least: 1, most: 1 },
          convert: { kind: 'share-of-most', full: '5' },
          weight: '1',
        },
      ],
      ties: [{ by: 'ballot', count: 'order' }],
      awards: {
        tiers: [
          { id: 'gold', name: gold, most: { count: 1 } },
          { id: 'silver', name: silver, most: { count: 2 } },
        ],
        sharing: 'takes-from-below',
        overfull: 'share',
      },
    },
    crowd: { hall: 'all' },
  };
};

let rostrum: Rostrum;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

describe.each(['zh', 'en'] as const)('a contest in %s', (language) => {
  const words = WORDS[language];
  let hall: Hall;
  let judges: Actor<'judge'>[];
  let wall: Person;
  const phones: Person[] = [];
  const has = (person: Person, text: string): Promise<void> =>
    person.page.getByText(text, { exact: false }).first().waitFor({ timeout: 30_000 });
  /** The scene that an opened talk brought may not have come here yet. */
  const show = async (scene: Scene): Promise<void> => {
    await expect
      .poll(
        () =>
          hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene }).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
  };
  const ballot = (page: Page) => page.getByRole('region', { name: words.panel });
  const judged = async (talk: string, marks: Record<string, string>, but?: number): Promise<void> => {
    const sending = judges.filter((_one, nth) => nth !== but);
    await Promise.all(sending.map((one) => one.must({ type: 'sheet.send', talk, marks, comment: '' })));
    await hall.host.must({ type: 'judging.close', talk });
  };

  beforeAll(async () => {
    rostrum = await startRostrum();
    hall = await openHall(rostrum, browser, {
      language,
      judges: JUDGES,
      rules: rulesIn(language),
      settings: { marksShown: 'end' },
      talks: [
        { title: 'Tide', minutes: 10, speaker: { name: 'Ana Lima' } },
        { title: 'Lamp', minutes: 10, speaker: { name: 'Ben Osei' } },
        { title: 'Loom', minutes: 10, speaker: { name: 'Cleo Marsh' } },
      ],
    });
    await hall.host.must({ type: 'session.start' });
    judges = await Promise.all(
      judgesInOrder(hall.host.view).map((_one, nth) => Actor.byLink(hall.base, hall.link('judge', nth), 'judge')),
    );
    wall = await hall.open(browser, 'projector', 'projector', 0, words.locale);
    for (let nth = 0; nth < 2; nth += 1) {
      const phone = await Person.arrive(browser, 'phone', words.locale);
      await phone.page.goto(hall.join);
      await phone.page.getByRole('button', { name: words.join }).first().click();
      await phone.page.waitForURL('**/audience/');
      phones.push(phone);
    }
  });
  afterAll(async () => {
    for (const one of judges) one.close();
    hall.host.close();
    await rostrum.close();
  });

  it('[JU18] [JU7] a judge steps back, a talk runs over, and the clock proposes what that costs', async () => {
    const [first, second, third] = hall.talks as [string, string, string];
    await hall.host.must({ type: 'item.open', to: first });
    await judges[6]!.must({ type: 'judge.recuse', talk: first, kind: 'recused', reason: 'My pupil' });
    await hall.host.must({ type: 'countdown.start', item: first });
    await hall.host.must({ type: 'countdown.limit', item: first, from: 600_000, to: 1000 });
    await new Promise((next) => setTimeout(next, 1600));
    await hall.host.must({ type: 'countdown.end', item: first });
    await hall.host.until(() => Object.keys(hall.host.view.deductions).length === 1);
    const [deduction] = Object.values(hall.host.view.deductions);
    expect(deduction).toMatchObject({ reason: 'over-time', points: '0.2', status: 'proposed' });
    await hall.host.must({ type: 'deduction.confirm', talk: first, deduction: deduction!.deduction });
    await judged(first, MARKS, 6);
    await hall.host.until(() => hall.host.view.judging[first]?.in === 6 && hall.host.view.judging[first].of === 6);
    await hall.host.must({ type: 'item.open', from: first, to: second });
    await judged(second, MARKS);
    await hall.host.must({ type: 'item.open', from: second, to: third });
    await judged(third, MARKS);
  });

  it('[VO1] [VO3] two phones vote, one of them without network for a while; the wall counts and tells nothing', async () => {
    await hall.host.must({ type: 'vote.open', panel: 'hall' });
    await show({ kind: 'vote', panel: 'hall' });
    await has(wall, words.vote);
    const [one, two] = phones as [Person, Person];
    await ballot(one.page).getByRole('button', { name: /Lamp/ }).click();
    await ballot(one.page).getByRole('button', { name: words.send, exact: true }).click();
    await has(one, words.voted);
    // A second page of the same phone has the same ballot.
    const again = await one.context.newPage();
    await again.goto(one.page.url());
    await ballot(again).getByRole('button', { name: /Lamp/, pressed: true }).waitFor();
    await again.close();
    await two.context.setOffline(true);
    await ballot(two.page).getByRole('button', { name: /Loom/ }).click();
    await ballot(two.page).getByRole('button', { name: words.send, exact: true }).click();
    await two.context.setOffline(false);
    await has(two, words.voted);
    await hall.host.until(() => hall.host.view.panels['hall']?.vote?.voters === 2);
    expect(hall.host.view.panels['hall']?.vote?.figures).toBeUndefined();
    await wall.page.screenshot({ path: `shots/ceremony/vote-${language}.png` });
    await one.page.screenshot({ path: `shots/ceremony/phone-vote-${language}.png` });
    await hall.host.must({ type: 'vote.close', panel: 'hall' });
    await has(one, words.closed);
    expect(Object.values(hall.host.view.panels['hall']!.vote!.figures!)).toEqual(['0', '1', '1']);
  });

  it('[VO6] [OU1] the two that tie are parted by a ballot, and the result is final', async () => {
    await hall.host.must({ type: 'results.open' });
    await hall.host.until(() => hall.host.view.tied.length === 1);
    const [tied] = hall.host.view.tied;
    expect([...tied!].sort()).toEqual([hall.talks[1]!, hall.talks[2]!].sort());
    await hall.host.must({ type: 'tie.open', talks: [...tied!] });
    await hall.host.until(() => Object.keys(hall.host.view.ties).length === 1);
    const [tie] = Object.keys(hall.host.view.ties);
    const order = [hall.talks[2]!, hall.talks[1]!];
    await Promise.all(judges.map((judge) => judge.must({ type: 'tie.vote', tie: tie!, talks: order })));
    await hall.host.must({ type: 'tie.close', tie: tie! });
    await hall.host.until(() => hall.host.view.tied.length === 0);
    await hall.host.must({ type: 'result.finalise' });
    await hall.host.until(() => hall.host.view.final);
    // Equal marks of all: 89.5, with 5 of the hall for two of them, and 0.2 less for the one that ran over.
    expect(hall.host.view.versions['1']?.rows.map((row) => [row.total, row.rank])).toEqual([
      ['89.30', 3],
      ['94.50', 2],
      ['94.50', 1],
    ]);
  });

  it('[RV4] [RV6] the awards come tier by tier; a phone knows no more than the wall, forward and back', async () => {
    const [phone] = phones as [Person, Person];
    await hall.host.must({ type: 'reveal.begin', what: { kind: 'awards' } });
    await has(wall, words.soon);
    const body = (person: Person): Promise<string> => person.page.evaluate(() => document.body.innerText);
    for (const person of [wall, phone]) {
      expect(await body(person)).not.toContain(words.gold);
      expect(await body(person)).not.toContain('94.50');
    }
    await hall.host.must({ type: 'reveal.step', from: 0, to: 1 });
    await has(wall, words.silver);
    await has(wall, 'Ben Osei');
    await wall.page.screenshot({ path: `shots/ceremony/silver-${language}.png` });
    expect(await body(phone)).not.toContain(words.gold);
    await hall.host.must({ type: 'reveal.step', from: 1, to: 2 });
    await has(wall, words.gold);
    await has(wall, 'Cleo Marsh');
    await wall.page.waitForTimeout(600);
    await wall.page.screenshot({ path: `shots/ceremony/gold-${language}.png` });
    await hall.host.must({ type: 'reveal.step', from: 2, to: 1 });
    await has(wall, words.silver);
    await expect.poll(() => body(wall), { timeout: 30_000 }).not.toContain(words.gold);
    await hall.host.must({ type: 'reveal.step', from: 1, to: 2 });
    await hall.host.must({ type: 'reveal.finish' });
    await show({ kind: 'scoreboard' });
    await has(wall, '94.50');
    await wall.page.screenshot({ path: `shots/ceremony/board-${language}.png` });
    await hall.host.must({ type: 'session.end' });
    await has(phone, words.gold);
    await phone.page.screenshot({ path: `shots/ceremony/phone-results-${language}.png`, fullPage: true });
    expect([...wall.errors, ...phones.flatMap((one) => one.errors)]).toEqual([]);
  });
});
