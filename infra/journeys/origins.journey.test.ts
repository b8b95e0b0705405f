import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { asOwner, openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/** Every screen is opened once, and all that it asks for is looked at: a hall without internet has nobody else to ask. */
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let programme = '';

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { headJudge: { name: '周评委长' }, clerk: { name: '吴计分' } });
  await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
  const made = await asOwner(hall.owner, rostrum.base, {
    type: 'programme.create',
    title: '微党课人人讲',
    language: 'zh',
    minutes: 12,
  });
  programme = made.answer?.['programme'] ?? '';
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
});
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

/** The routes of the web app that people open, as their folders name them. */
const routes = (): string[] =>
  globSync('**/+page.svelte', { cwd: join(import.meta.dirname, '../../apps/web/src/routes') })
    .map(
      (file) =>
        `/${file
          .replaceAll('\\', '/')
          .replace('+page.svelte', '')
          .replace(/\([^)]*\)\//g, '')}`,
    )
    .map((route) => (route === '/' ? route : route.replace(/\/$/, '')))
    // For those who build screens; left out of the build.
    .filter((route) => route !== '/_gallery')
    .sort();

it('no screen asks anything of another origin', async () => {
  const s = `${rostrum.base}/s/${hall.session}`;
  const owners: Record<string, string> = {
    '/home': '/home',
    '/members': '/members',
    '/programmes/[programme]': `/programmes/${programme}`,
    '/programmes/[programme]/edit': `/programmes/${programme}/edit`,
    '/programmes/new': '/programmes/new',
    '/sessions': '/sessions',
    '/sessions/new': '/sessions/new',
    '/settings': '/settings',
    '/s/[session]/host': `${s}/host/`,
    '/s/[session]/host/links': `${s}/host/links`,
    '/s/[session]/host/plan': `${s}/host/plan`,
    '/s/[session]/host/record': `${s}/host/record`,
    '/s/[session]/host/scores': `${s}/host/scores`,
    '/s/[session]/host/audit': `${s}/host/audit`,
  };
  const own = ['speaker', 'judge', 'head-judge', 'clerk', 'timekeeper', 'remote', 'projector'] as const;
  const opened = new Set(['/l/[token]', '/owner/[token]']);
  const visit = async (person: Person, route: string, address: string): Promise<void> => {
    const response = await person.page.goto(new URL(address, rostrum.base).href, { waitUntil: 'networkidle' });
    expect([route, response?.status()]).toEqual([route, 200]);
    opened.add(route);
  };

  for (const [route, address] of Object.entries(owners)) await visit(hall.owner, route, address);
  const guest = await Person.arrive(browser, 'phone');
  await visit(guest, '/', '/');
  await visit(guest, '/join', '/join');
  await visit(guest, '/j/[token]', hall.join);
  await guest.page.locator('form button[type=submit]').first().click();
  await guest.page.waitForURL('**/audience/');
  await guest.page.waitForLoadState('networkidle');
  opened.add('/s/[session]/audience');
  const people = [hall.owner, guest];
  for (const role of own) {
    const person = await hall.open(browser, role, role === 'projector' ? 'projector' : 'laptop');
    await person.page.waitForLoadState('networkidle');
    opened.add(`/s/[session]/${role}`);
    people.push(person);
    if (role !== 'head-judge' && role !== 'clerk') continue;
    for (const page of ['scores', 'audit']) await visit(person, `/s/[session]/${role}/${page}`, `${s}/${role}/${page}`);
  }
  expect([...opened].sort()).toEqual(routes());
  for (const { errors, requests, page } of people) {
    expect(errors, page.url()).toEqual([]);
    expect(requests, page.url()).toBeGreaterThan(10);
  }
});
