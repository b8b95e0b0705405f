import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { DEMO_DECKS, uploadDeck } from './decks.ts';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

/** Two phones in the audience, at an address without https, one in each language, from before the session to its end. */
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let zh: Person;
let en: Person;
let other: Actor<'audience'>;

const arrive = async (locale: 'zh-CN' | 'en-GB', name?: string): Promise<Person> => {
  const person = await Person.arrive(browser, 'phone', locale);
  await person.page.goto(hall.join);
  if (name === undefined) await person.page.locator('input[value=anonymous]').check();
  else await person.page.locator('input[name=name]').fill(name);
  await person.page.getByRole('button', { name: locale === 'zh-CN' ? '进入现场' : 'Enter', exact: true }).click();
  await person.page.waitForURL('**/audience/');
  return person;
};
const has = (person: Person, text: string | RegExp): Promise<void> =>
  person.page.getByText(text).first().waitFor({ timeout: 30_000 });
const shown = (person: Person): Promise<string> =>
  person.page.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('figure.page img');
    return image && image.complete && image.naturalWidth > 0
      ? (/\/(\d+)\/\d+\.webp$/.exec(image.currentSrc)?.[1] ?? '')
      : '';
  });
const showsPage = (person: Person, index: number): Promise<void> =>
  expect.poll(() => shown(person), { timeout: 30_000 }).toBe(String(index));

beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
  hall = await openHall(rostrum, browser, { at: HALL_NAME, settings: { moderation: false } });
  await uploadDeck(hall, hall.talks[0]!, DEMO_DECKS[0]!);
  [zh, en] = [await arrive('zh-CN', '王海燕'), await arrive('en-GB')];
  other = await Actor.byQr(rostrum.base, hall.join, '李明');
});
afterAll(async () => {
  other.close();
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

describe('the audience', () => {
  it('waits with the running order and the start, in their own language', async () => {
    await has(zh, '今天的流程');
    await has(en, 'Running order');
    await has(en, /Slides appear here by themselves/);
    expect(await en.page.evaluate<boolean>('isSecureContext')).toBe(false);
  });

  it('sees the current page first, with countdown and speaker, and follows', async () => {
    await hall.host.must({ type: 'session.start' });
    await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
    await hall.host.must({ type: 'countdown.start', item: hall.talks[0]! });
    await showsPage(zh, 0);
    await hall.host.must({ type: 'page.show', talk: hall.talks[0]!, from: 0, to: 1 });
    await hall.host.must({ type: 'page.show', talk: hall.talks[0]!, from: 1, to: 2 });
    await showsPage(zh, 2);
    await showsPage(en, 2);
    await has(en, 'Talk 1 of 4');
    await has(zh, '陈思远');
    await expect.poll(() => zh.page.getByRole('timer').first().textContent()).toMatch(/1[12]:\d\d/);
  });

  it('[VI9] pages back through what was shown, no further ahead, and returns to live', async () => {
    await zh.page.getByRole('button', { name: '上一页' }).click();
    await showsPage(zh, 1);
    await hall.host.must({ type: 'page.show', talk: hall.talks[0]!, from: 2, to: 3 });
    await showsPage(en, 3);
    await showsPage(zh, 1);
    await zh.page.getByRole('button', { name: /回到现场/ }).click();
    await showsPage(zh, 3);
    expect(await zh.page.getByRole('button', { name: '下一页' }).isDisabled()).toBe(true);
    const coming = await zh.page.evaluate(async () => {
      const now = document.querySelector<HTMLImageElement>('figure.page img')!.currentSrc;
      return (await fetch(now.replace(/\/3\/(\d+)\.webp$/, '/5/$1.webp'))).status;
    });
    expect(coming).toBeGreaterThanOrEqual(400);
  });

  it('zooms by button and by double tap, and back', async () => {
    const scale = (): Promise<number> =>
      en.page.evaluate(
        () => new DOMMatrix(getComputedStyle(document.querySelector('figure.page .content')!).transform).a,
      );
    await en.page.getByRole('button', { name: 'Zoom', exact: true }).click();
    await expect.poll(scale).toBeCloseTo(2);
    const box = (await en.page.locator('figure.page').boundingBox())!;
    await en.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(scale).toBe(1);
    await en.page.mouse.dblclick(box.x + box.width / 3, box.y + 60);
    await expect.poll(scale).toBeCloseTo(2.5);
    await en.page.getByRole('button', { name: 'Zoom out' }).click();
    await en.page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(scale).toBe(1);
  });

  it('[QU1] asks; a question nearly the same is pointed out, and a vote for it counted once', async () => {
    await other.must({ type: 'question.ask', text: '改造费用由谁承担？居民要不要出钱？', named: true });
    await zh.page.getByRole('link', { name: '提问' }).click();
    await zh.page.getByLabel('您的问题').fill('𠮷'.repeat(301));
    await has(zh, '请减去 1 字');
    await zh.page.getByLabel('您的问题').fill('老小区改造的费用谁来出？居民每户要分摊多少？');
    await has(zh, '有人问过差不多的');
    await zh.page.getByRole('button', { name: /给它投一票/ }).click();
    await has(zh, '已投票 · 1');
    // Kept while one looks at the page.
    await zh.page.getByRole('link', { name: /关闭/ }).click();
    await zh.page.getByRole('link', { name: '提问' }).click();
    await expect.poll(() => zh.page.getByLabel('您的问题').inputValue()).toContain('老小区');
    await zh.page.getByLabel('您的问题').fill('听漏仪能借给社区用吗？');
    await zh.page.getByRole('button', { name: '发送' }).click();
    await has(zh, '听漏仪能借给社区用吗？');
    await has(zh, '我的提问');
    await other.until(() => Object.values(other.view.questions).some((one) => one.text.startsWith('听漏仪')));
  });

  it('[QU4] votes from another phone, takes it back, and everyone agrees', async () => {
    await en.page.getByRole('link', { name: /Questions/ }).click();
    const vote = en.page.locator('li', { hasText: '改造费用' }).locator('button.vote');
    await vote.click();
    await expect.poll(() => vote.textContent()).toContain('2');
    await vote.click();
    await expect.poll(() => vote.textContent()).toContain('1');
    await other.until(() => Object.values(other.view.questions).some((one) => one.votes === 1));
  });

  it('[QU3] asks anonymously, and finds its own again', async () => {
    await en.page.getByRole('link', { name: 'Ask' }).click();
    await en.page.getByRole('switch', { name: 'Ask anonymously' }).check();
    await en.page.getByLabel('Your question').fill('Who looks after the pipe behind the meter?');
    await en.page.getByRole('button', { name: 'Send question' }).click();
    await en.page.getByRole('radio', { name: 'Mine 1' }).check();
    await has(en, 'Who looks after the pipe behind the meter?');
    const asked = Object.values(other.view.questions).find((one) => one.text.startsWith('Who looks'));
    expect(asked).not.toHaveProperty('asker');
  });

  it('says what is kept without a network, and gives it once the network is back', async () => {
    const vote = zh.page.locator('li', { hasText: 'Who looks after' }).locator('button.vote');
    await zh.context.setOffline(true);
    await has(zh, '网络断了');
    await vote.click();
    await has(zh, '等待发送');
    await expect.poll(() => vote.textContent()).toContain('1');
    await zh.page.getByRole('link', { name: '课件', exact: true }).click();
    await has(zh, /约 1[12] 分钟/);
    await zh.context.setOffline(false);
    await other.until(() =>
      Object.values(other.view.questions).some((one) => one.text.startsWith('Who') && one.votes === 1),
    );
    await zh.page.getByText('等待发送').waitFor({ state: 'detached', timeout: 30_000 });
  }, 60_000);

  it('sees what was answered, and the end', async () => {
    const question = Object.values(other.view.questions).find((one) => one.text.startsWith('Who'))!;
    await hall.host.must({ type: 'question.answer', question: question.question });
    await en.page.getByRole('radio', { name: 'Answered 1' }).check();
    await has(en, 'Who looks after the pipe behind the meter?');
    await hall.host.must({ type: 'session.end' });
    await has(zh, /讲讲完，谢谢您来听/);
    await has(en, /Thank you for listening/);
    await has(en, 'Your questions');
    const real = [...zh.errors, ...en.errors].filter((one) => !/ERR_INTERNET_DISCONNECTED|status of 40[34]/.test(one));
    expect(real).toEqual([]);
  });
});
