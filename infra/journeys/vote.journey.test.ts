import { presetRules, type JudgingRules } from '@rostrum/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

// A vote of those who take part from afar, by three phones and two tabs, one without network for a while; then what it gives to a total,
// step by step on the wall, forward, back, and after a reload.

const WAIT = 30_000;
const rules = (): JudgingRules => {
  const preset = presetRules('en');
  const [judges] = preset.set.panels;
  return {
    ...preset,
    set: {
      ...preset.set,
      panels: [
        { ...judges!, weight: '0.7' },
        {
          id: 'afar',
          name: 'From afar',
          ballot: { kind: 'picks', least: 1, most: 2 },
          convert: { kind: 'share-of-most', full: '100' },
          weight: '0.3',
        },
      ],
    },
    crowd: { afar: 'afar' },
  };
};

describe('a vote from afar', () => {
  let rostrum: Rostrum;
  let browser: Browser;
  let hall: Hall;
  let wall: Person;
  let judges: Actor<'judge'>[];
  const phones: Person[] = [];
  /** All that came over the line to the wall and to the phones. */
  const frames: string[] = [];
  const listen = (page: Page): void => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) =>
        frames.push(typeof payload === 'string' ? payload : payload.toString()),
      ),
    );
  };
  const has = (page: Page, text: string | RegExp): Promise<void> =>
    page.getByText(text).first().waitFor({ timeout: WAIT });
  const ballot = (page: Page) => page.getByRole('region', { name: 'From afar' });
  const choose = (page: Page, title: string) =>
    ballot(page)
      .getByRole('button', { name: new RegExp(title) })
      .click();
  const words = (): Promise<string> => wall.page.evaluate(() => document.querySelector('main')!.innerText);
  const voters = (): number | undefined => hall.host.view.panels['afar']?.vote?.voters;

  beforeAll(async () => {
    rostrum = await startRostrum({ VIDEO: 'off' });
    browser = await openBrowser();
    hall = await openHall(rostrum, browser, {
      language: 'en',
      judges: [{ name: 'Ida Holm' }, { name: 'Jon Reed' }, { name: 'Kay Ong' }],
      rules: rules(),
      settings: { marksShown: 'end' },
      talks: [
        { title: 'Tide', minutes: 10, speaker: { name: 'Ana Lima' } },
        { title: 'Lamp', minutes: 10, speaker: { name: 'Ben Osei' } },
        { title: 'Loom', minutes: 10, speaker: { name: 'Cleo Marsh' } },
      ],
    });
    await hall.host.must({ type: 'session.start' });
    judges = await Promise.all([0, 1, 2].map((nth) => Actor.byLink(hall.base, hall.link('judge', nth), 'judge')));
    wall = await hall.open(browser, 'projector', 'projector', 0, 'en-GB');
    listen(wall.page);
    await wall.page.reload();
    for (let nth = 0; nth < 3; nth += 1) {
      const phone = await Person.arrive(browser, 'phone', 'en-GB');
      listen(phone.page);
      await phone.page.goto(hall.join);
      await phone.page
        .getByRole('button', { name: /Enter|Join/ })
        .first()
        .click();
      await phone.page.waitForURL('**/audience/');
      phones.push(phone);
    }
  });
  afterAll(async () => {
    for (const one of judges) one.close();
    hall.host.close();
    await browser.close();
    await rostrum.close();
  });

  it('[VO1] is for those afar: a phone that came by the code of the hall is told so, and says that it is', async () => {
    await hall.host.must({ type: 'vote.open', panel: 'afar' });
    const scene = { kind: 'vote', panel: 'afar' } as const;
    await hall.host.must({ type: 'scene.show', from: hall.host.view.projector.serial, scene });
    await has(wall.page, 'Vote now');
    expect(await words()).toMatch(/From afar[\s\S]*1\s*Ana Lima[\s\S]*3\s*Cleo Marsh[\s\S]*0 people have voted/);
    for (const { page } of phones) {
      await has(page, 'This vote is for those taking part from afar.');
      expect(await ballot(page).getByRole('button', { name: /Lamp/ }).count()).toBe(0);
      await ballot(page).getByRole('button', { name: 'I take part from afar' }).click();
      await ballot(page).getByRole('button', { name: /Lamp/ }).waitFor({ timeout: WAIT });
    }
  });

  it('[VO1] [VO3] a second tab has the same ballot; what is cast without network goes when it is back', async () => {
    const [one, two, three] = phones as [Person, Person, Person];
    await choose(one.page, 'Lamp');
    await ballot(one.page).getByRole('button', { name: 'Vote', exact: true }).click();
    await has(one.page, 'Your vote is in.');
    const tab = await one.context.newPage();
    listen(tab);
    await tab.goto(one.page.url());
    await ballot(tab).getByRole('button', { name: /Lamp/, pressed: true }).waitFor({ timeout: WAIT });
    await choose(tab, 'Loom');
    await ballot(tab).getByRole('button', { name: 'Change my vote' }).click();
    await ballot(one.page).getByRole('button', { name: /Loom/, pressed: true }).waitFor({ timeout: WAIT });
    expect(voters()).toBe(1);
    await tab.close();

    await two.context.setOffline(true);
    await choose(two.page, 'Loom');
    await ballot(two.page).getByRole('button', { name: 'Vote', exact: true }).click();
    await has(two.page, 'Kept on this phone');
    expect(await two.page.getByText('Your vote is in.').count()).toBe(0);
    await choose(three.page, 'Loom');
    await ballot(three.page).getByRole('button', { name: 'Vote', exact: true }).click();
    await has(three.page, 'Your vote is in.');
    expect(voters()).toBe(2);
    await two.context.setOffline(false);
    await has(two.page, 'Your vote is in.');
    await hall.host.until(() => voters() === 3);
    await has(wall.page, '3 people have voted');
    expect(hall.host.view.panels['afar']?.vote?.figures).toBeUndefined();
  });

  it('[VO2] the figures reach the host when it is closed, the wall and the phones never', async () => {
    await hall.host.must({ type: 'vote.close', panel: 'afar' });
    await has(wall.page, 'The vote is closed');
    for (const { page } of phones) await has(page, 'The vote is closed');
    expect(await words()).not.toMatch(/664|Scan/);
    const [, lamp, loom] = hall.talks as [string, string, string];
    expect(hall.host.view.panels['afar']?.vote?.figures).toMatchObject({ [lamp]: '1', [loom]: '3' });
    expect(frames.length).toBeGreaterThan(10);
    expect(frames.filter((frame) => frame.includes('figures'))).toEqual([]);
  });

  it('[RV2] [RV7] what it gives to a total comes with its step, goes with one step back, and stands after a reload', async () => {
    const loom = hall.talks[2]!;
    const marks = { content: '36', form: '17.5', language: '18', presence: '18' };
    let from: string | undefined;
    for (const talk of hall.talks) {
      await hall.host.must({ type: 'item.open', ...(from === undefined ? {} : { from }), to: talk });
      await Promise.all(judges.map((one) => one.must({ type: 'sheet.send', talk, marks, comment: '' })));
      await hall.host.must({ type: 'judging.close', talk });
      from = talk;
    }
    await hall.host.must({ type: 'results.open' });
    await hall.host.must({ type: 'reveal.begin', what: { kind: 'talk', talk: loom } });
    await hall.host.until(() => hall.host.view.reveal !== undefined);
    const kinds = Object.values(hall.host.view.reveal!.steps).map((one) => one.kind);
    expect(kinds.slice(-4)).toEqual(['part', 'part', 'total', 'rank']);
    const part = kinds.lastIndexOf('part') + 1;
    const step = (at: number, to: number): Promise<unknown> => hall.host.must({ type: 'reveal.step', from: at, to });
    for (let at = 0; at < part; at += 1) await step(at, at + 1);
    // 0.7 of 89.5 from the judges, and 30 of the voters for the talk with most votes.
    await has(wall.page, '+30');
    expect(await words()).toMatch(/62\.65[\s\S]*From afar[\s\S]*\+30/);
    // The scenes before are on their way out.
    await expect.poll(words, { timeout: WAIT }).not.toContain('The vote is closed');
    await expect.poll(words, { timeout: WAIT }).not.toContain('10:00');
    const all = await words();
    await wall.page.reload();
    await expect.poll(words, { timeout: WAIT }).toBe(all);
    await step(part, part - 1);
    await expect.poll(words, { timeout: WAIT }).not.toContain('From afar');
    expect(await words()).toContain('62.65');
    expect(await words()).not.toContain('92.65');
    await step(part - 1, part);
    for (let at = part; at < kinds.length; at += 1) await step(at, at + 1);
    await has(wall.page, '92.65');
    await has(wall.page, 'Provisional');
    await has(phones[0]!.page, '92.65');
    expect([...wall.errors, ...phones.flatMap((one) => one.errors)]).toEqual([]);
  });
});
