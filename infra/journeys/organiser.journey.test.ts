import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Actor } from './actor.ts';
import { openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

let rostrum: Rostrum;
let browser: Browser;
beforeAll(async () => {
  rostrum = await startRostrum({ VIDEO: 'off' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await rostrum.close();
});

const TALKS = [
  { speaker: '高远', topic: '凌晨三点的调度台' },
  { speaker: '韩冬梅', topic: '账本里的节水课' },
  { speaker: '沈路', topic: '把图纸画进手机里' },
];
/** What axe calls serious, on the page as it stands. */
const barriers = async (person: Person): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: person.page }).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
};

test('from the owner link on an empty installation to a record that can be signed, by clicking only', async () => {
  const owner = await Person.arrive(browser, 'laptop');
  const { page } = owner;
  const link = await rostrum.ownerLink();
  await page.goto(link);
  await page.waitForURL('**/home');

  // The first start says what is missing, and keeps its language.
  await page.getByRole('button', { name: '建立', exact: true }).click();
  expect(await page.getByText('请写下组织的名称').isVisible()).toBe(true);
  expect(await barriers(owner)).toEqual([]);
  await page.getByLabel('组织名称').fill('江城水务');
  await page.getByLabel('您的名字').fill('刘静');
  await page.getByRole('button', { name: '建立', exact: true }).click();

  // The demo comes and goes with a click each.
  await page.getByRole('button', { name: '载入演示' }).click();
  await page.getByRole('heading', { name: /微党课人人讲 · 演示场/ }).waitFor({ timeout: 30_000 });
  expect(await barriers(owner)).toEqual([]);
  await page.getByRole('button', { name: '移除演示' }).click();
  await page.getByRole('heading', { name: '办第一场' }).waitFor();

  // Members, pasted.
  await page.getByRole('link', { name: '成员', exact: true }).click();
  await page.getByRole('button', { name: '录入成员' }).first().click();
  await page
    .getByLabel(/名单：/)
    .fill('高远，供水一所\n韩冬梅\t机关\n沈路，管网巡检队\n张帆，管网巡检队\n高远，供水一所');
  await page.getByText('将加入 4 人').waitFor();
  await page.getByRole('button', { name: '加入名单' }).click();
  await page.getByText('4 人 · 3 个单位').waitFor();
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['高远', '韩冬梅', '沈路', '张帆']);
  expect(await barriers(owner)).toEqual([]);

  // A programme.
  await page.getByRole('link', { name: '概览' }).click();
  await page.getByRole('link', { name: /先建一个活动/ }).click();
  await page.getByLabel('活动名称').fill('微党课人人讲');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '微党课人人讲', level: 1 }).waitFor();
  await page.getByText('4 人里讲过 0 人').waitFor();

  // A session of three talks; a reload loses nothing that was typed.
  await page.getByRole('link', { name: '新建场次' }).click();
  await page.getByRole('textbox', { name: '题目', exact: true }).fill('一线的日与夜');
  await page.getByLabel('地点', { exact: true }).fill('总部三楼报告厅');
  for (const [n, { speaker, topic }] of TALKS.entries()) {
    await page.getByLabel(`第 ${n + 1} 讲的讲者`, { exact: true }).fill(speaker);
    await page.getByLabel(`第 ${n + 1} 讲的题目`).fill(topic);
  }
  await page.waitForTimeout(100);
  await page.reload();
  await page.getByText('这是您上次没写完的').waitFor();
  expect(await page.getByLabel('第 3 讲的题目').inputValue()).toBe('把图纸画进手机里');
  expect(await page.getByLabel('第 1 讲讲者的单位').inputValue()).toBe('供水一所');
  await page.getByLabel('第 2 讲的分钟数').fill('零');
  await page.getByRole('button', { name: '加一位评委' }).click();
  await page.getByLabel('评委 1', { exact: true }).fill('陈立');
  await page.keyboard.press('Enter');
  await page.getByLabel('评委 2', { exact: true }).fill('吴岚');
  await page.getByRole('button', { name: '建立并生成链接' }).click();
  await page.getByText('请写 1 到 240 之间的整数').waitFor();
  await page.getByLabel('第 2 讲的分钟数').fill('１５');
  expect(await barriers(owner)).toEqual([]);
  await page.getByRole('button', { name: '建立并生成链接' }).click();

  // Its links: one for each, which open; a revoked one is dead at once.
  await page.waitForURL('**/host/links/');
  await page.locator('li .qr svg').first().waitFor();
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    '听众入场码',
    '链接在哪里能打开',
    '会场与主持 3',
    '讲者 3',
    '评委 2',
  ]);
  const session = /\/s\/([^/]+)\//.exec(page.url())?.[1] ?? '';
  const base = rostrum.base;
  const urlOf = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: `放大 ${name} 的二维码` }).click();
    const text = (await page.getByRole('dialog').locator('.address').textContent()) ?? '';
    await page.keyboard.press('Escape');
    return new URL(new URL(text).pathname, base).href;
  };
  const judgeLink = await urlOf('吴岚');
  const judge = await Person.arrive(browser, 'phone');
  await judge.page.goto(judgeLink);
  await judge.page.waitForURL('**/judge/');
  await page.getByRole('listitem').filter({ hasText: '吴岚' }).getByText('已打开').waitFor();
  await page.getByRole('button', { name: '收回 吴岚 的链接' }).click();
  expect(await barriers(owner)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
  await page.getByRole('listitem').filter({ hasText: '吴岚' }).getByText('已收回').waitFor();
  await judge.page.goto(judgeLink);
  await judge.page.getByRole('heading', { name: '这个链接已被收回' }).waitFor();
  expect(await barriers(judge)).toEqual([]);
  await page.getByRole('button', { name: '换新链接' }).click();
  await page.getByRole('button', { name: '收回 吴岚 的链接' }).waitFor();

  // The plan, changed after the creation.
  await page.getByRole('link', { name: '安排' }).click();
  await page.waitForURL('**/plan/');
  await page.getByRole('button', { name: '上移: 把图纸画进手机里' }).click();
  await expect.poll(() => page.getByLabel('第 2 讲的题目').inputValue()).toBe('把图纸画进手机里');
  await page.getByLabel('第 1 讲的分钟数').fill('10');
  await page.keyboard.press('Tab');
  await page.getByText('共 37 分钟').waitFor();
  await page.getByLabel('地点', { exact: true }).fill('二楼会议室');
  await page.keyboard.press('Tab');
  await page.getByText('二楼会议室', { exact: true }).waitFor();
  expect(await barriers(owner)).toEqual([]);

  // It is held, by real connections, and ends.
  const cookies = await owner.context.cookies(base);
  const host = await Actor.connect(base, session, 'host', cookies.map((one) => `${one.name}=${one.value}`).join('; '));
  await host.must({ type: 'session.start' });
  const [first] = Object.values(host.view.projector.order).sort((a, b) => a.key - b.key);
  if (!first) throw new Error('no talk');
  const { join } = (await (await owner.context.request.get(`${base}/s/${session}/host/links.json`)).json()) as {
    join: string;
  };
  const listener = await Actor.byQr(base, new URL(new URL(join).pathname, base).href, '小李');
  await host.must({ type: 'item.open', to: first.item });
  await host.must({ type: 'countdown.start', item: first.item });
  const asked = await listener.must({ type: 'question.ask', text: '夜里几个人值班？', named: true });
  await host.must({ type: 'question.approve', question: String(asked['question']) });
  await host.must({ type: 'question.answer', question: String(asked['question']) });
  await host.must({ type: 'countdown.end', item: first.item });
  await host.must({ type: 'session.end' });

  // The record: filled from the log, with words that survive a reload, confirmed, opened again, printable.
  await page.getByRole('link', { name: '记录' }).click();
  await page.waitForURL('**/record/');
  await page.getByText('夜里几个人值班？（0 票）').waitFor();
  const paper = page.locator('article.paper');
  for (const words of ['一线的日与夜', '二楼会议室', '《凌晨三点的调度台》', '小李（现场）', '10:00', '未讲', '签字'])
    expect(await paper.textContent(), words).toContain(words);
  await page.getByRole('textbox', { name: '主要内容' }).fill('高远讲了夜班的三个电话。');
  await page.getByRole('textbox', { name: '讨论' }).fill('同意增加一名夜班。');
  await page.getByRole('textbox', { name: '讨论' }).blur();
  await page.getByText('写下的字自动保存').waitFor();
  await page.reload();
  await expect.poll(() => page.getByRole('textbox', { name: '讨论' }).inputValue()).toBe('同意增加一名夜班。');
  expect(await barriers(owner)).toEqual([]);
  await page.getByRole('button', { name: '确认记录' }).click();
  await page.getByRole('button', { name: '重新打开修改' }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  expect((await paper.boundingBox())?.x).toBe(0);
  await page.emulateMedia({ media: null });
  await page.getByRole('link', { name: '概览' }).click();
  await page.getByText('4 人里讲过 1 人').waitFor();
  await page.getByRole('cell', { name: '记录已确认' }).waitFor();

  // English is an equal, and signing out shuts the door.
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('1 of 4 members have spoken').waitFor();
  await page.getByRole('link', { name: '一线的日与夜' }).click();
  await page.getByRole('heading', { name: 'Record confirmed' }).waitFor();
  await paper.getByText('Answered: 1; not answered: 0.').waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Another address').fill('rostrum');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByText('Write it in full').waitFor();
  expect(await barriers(owner)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${base}/`);
  const status = (await page.goto(`${base}/home`))?.status();
  expect(status).toBe(403);
  await page.goto(link);
  await page.getByRole('heading', { name: 'This link has been used' }).waitFor();

  expect([...owner.errors, ...judge.errors].filter((one) => !/403|404/.test(one))).toEqual([]);
  listener.close();
  host.close();
});

test('the organiser’s pages hold on a phone and on a small laptop: nothing is wider than the screen', async () => {
  const person = await Person.arrive(browser, 'phone', 'en-GB');
  const { page } = person;
  await page.goto(await rostrum.ownerLink());
  await page.waitForURL('**/home');
  const loaded = await person.context.request.post(`${rostrum.base}/workspace/demo`, { data: {} });
  const { session, programme } = (await loaded.json()) as { session: string; programme: string };
  const host = `/s/${session}/host`;
  const pages = ['/home', '/sessions', '/sessions/new', '/members', '/settings', `/programmes/${programme}`];
  for (const path of [...pages, `/programmes/${programme}/edit`, `${host}/plan/`, `${host}/links/`, `${host}/record/`])
    for (const width of [390, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${rostrum.base}${path}`);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(width);
    }
  expect(person.errors).toEqual([]);
});
