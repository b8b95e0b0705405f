import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';
import { ask, begin, crowd, judgesIn, marksOf, SHEETS } from '../shots/session.ts';

/** What axe finds serious or critical, as one line each. */
const findings = async (person: Person): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: person.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 4)
          .join(' | ')}`,
    );
};

describe.each(['light', 'dark'] as const)('axe finds nothing serious, %s', (scheme) => {
  let rostrum: Rostrum;
  let browser: Browser;
  let hall: Hall;
  const people: [string, Person][] = [];

  beforeAll(async () => {
    rostrum = await startRostrum({ VIDEO: 'off' });
    browser = await openBrowser();
    hall = await openHall(rostrum, browser);
    await uploadDeck(hall, hall.talks[0] ?? '', DEMO_DECKS[0] ?? '');
    const guest = await Person.arrive(browser, 'phone');
    await guest.page.goto(hall.join);
    await guest.page.locator('form button[type=submit]').first().click();
    await guest.page.waitForURL('**/audience/');
    people.push(['audience', guest]);
    for (const [role, size] of [
      ['host', 'laptop'],
      ['speaker', 'laptop'],
      ['judge', 'tablet'],
      ['timekeeper', 'laptop'],
      ['remote', 'phone'],
    ] as const)
      people.push([role, await hall.open(browser, role, size)]);
    for (const [, person] of people) await person.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    hall.host.close();
    await browser.close();
    await rostrum.close();
  });
  const check = async (): Promise<void> => {
    const found: Record<string, string[]> = {};
    for (const [role, person] of people) {
      await person.page.waitForTimeout(300);
      const all = await findings(person);
      if (all.length > 0) found[role] = all;
    }
    expect(found).toEqual({});
  };

  it('before the session, on the organiser’s pages too', async () => {
    await check();
    const { page } = hall.owner;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const path of [
      '/',
      '/home',
      '/sessions/new',
      `/s/${hall.session}/host/plan`,
      `/s/${hall.session}/host/links`,
    ]) {
      await page.goto(`${hall.base}${path}`);
      expect([path, await findings(hall.owner)]).toEqual([path, []]);
    }
  });

  it('while a talk runs, judges send and people ask', async () => {
    await hall.host.must({ type: 'session.start' });
    const talk = await begin(hall, 0);
    const listeners = await crowd(hall, 'zh');
    await ask(hall, listeners, 'zh');
    const judges = await judgesIn(hall);
    await judges[1]?.must({ type: 'sheet.send', talk, marks: marksOf(SHEETS[0][1]), comment: '' });
    await check();
    await hall.host.must({ type: 'session.end' });
    await check();
    await hall.owner.page.goto(`${hall.base}/s/${hall.session}/host/record`);
    expect(await findings(hall.owner)).toEqual([]);
    for (const one of [...listeners, ...judges]) one.close();
  });
});
