import { expect, it } from 'vitest';
import { Actor } from '../journeys/actor.ts';
import { openHall } from '../journeys/hall.ts';
import { openBrowser, startRostrum } from '../journeys/rostrum.ts';
import { missingMethods } from '../lint/old-engines.ts';
import { loadedBy } from './built-screens.ts';
import { HARMLESS, KNOWN } from './known-names.ts';
import { needsOf } from './script-needs.ts';
import { troublesOf } from './style-needs.ts';

/** All that the screens of joining, of the audience and of a judge load, as it is built. */
const loaded = async (): Promise<Map<string, string>> => {
  const rostrum = await startRostrum({ VIDEO: 'off' });
  const browser = await openBrowser();
  try {
    const hall = await openHall(rostrum, browser);
    const guest = await Actor.byQr(rostrum.base, hall.join);
    const judge = await Actor.byLink(rostrum.base, hall.link('judge'), 'judge');
    const session = `${rostrum.base}/s/${hall.session}`;
    const pages = await Promise.all([
      loadedBy(`${rostrum.base}/`),
      loadedBy(hall.join),
      loadedBy(hall.link('judge')),
      loadedBy(`${session}/audience/`, guest.cookie),
      loadedBy(`${session}/judge/`, judge.cookie),
    ]);
    for (const actor of [guest, judge, hall.host]) actor.close();
    return new Map(pages.flatMap((page) => [...page]));
  } finally {
    await browser.close();
    await rostrum.close();
  }
};

it('what phones load asks nothing of an engine that Chrome 87 and Safari 14 do not have', async () => {
  const files = [...(await loaded())];
  const scripts = files.filter(([path]) => path.endsWith('.js'));
  const styles = files.filter(([path]) => path.endsWith('.css'));
  expect(scripts.length).toBeGreaterThan(20);
  expect(styles.length).toBeGreaterThan(5);

  const troubles = scripts.flatMap(([path, script]) => {
    const { names, methods } = needsOf(script);
    return [
      ...[...names].filter((name) => !KNOWN.has(name) && !(name in HARMLESS)),
      ...[...methods].filter((name) => missingMethods.includes(name)).map((name) => `.${name}()`),
    ].map((name) => `${path}: ${name}`);
  });
  expect(troubles).toEqual([]);
  expect(styles.flatMap(([path, css]) => troublesOf(css).map((one) => `${path}: ${one}`))).toEqual([]);
});

it.each([
  ['syntax that is too new', 'class A { static { a(); } }'],
  ['a look-behind', 'const a = /(?<=b)c/;'],
])('[a planted fault] is found: %s', (_what, script) => {
  expect(() => needsOf(script)).toThrow();
});

it('planted faults in names, methods and styles are found', () => {
  const { names, methods } = needsOf(
    'const a = structuredClone([].at(-1)); a.at?.(0); crypto.randomUUID(); const Map = 1; use(Map);',
  );
  expect([...names].filter((name) => !KNOWN.has(name))).toEqual(['structuredClone', 'crypto.randomUUID', 'use']);
  expect([...methods]).toContain('at');
  expect(
    troublesOf(
      '@layer a{b{c:d}}.e:where(.f){g:h}.i{height:100dvh}.j{height:100vh;height:100dvh}.k{color:oklch(1 2 3)}',
    ),
  ).toEqual(['@layer', ':where in .e:where(.f)', 'height:100dvh without another before it in .i', 'oklch() in .k']);
});
