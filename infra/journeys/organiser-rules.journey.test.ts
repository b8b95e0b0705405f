import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Actor } from './actor.ts';
import { openHall } from './hall.ts';
import { openBrowser, startRostrum, type Person, type Rostrum } from './rostrum.ts';

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

const barriers = async (person: Person): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: person.page }).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
};
const file = (text: string) => ({ name: 'rules.json', mimeType: 'application/json', buffer: Buffer.from(text) });

test('JU11: a session by a preset, its rules changed, saved to a file, mended in it and read again; then frozen', async () => {
  const hall = await openHall(rostrum, browser);
  const { page } = hall.owner;
  await page.goto(`${rostrum.base}/sessions/new`);
  await page.getByRole('textbox', { name: '题目', exact: true }).fill('决赛');
  await page.getByLabel('第 1 讲的讲者', { exact: true }).fill('高远');
  await page.getByLabel('第 1 讲的题目').fill('凌晨三点的调度台');
  await page.getByRole('button', { name: '加一位评委' }).click();
  await page.getByLabel('评委 1', { exact: true }).fill('陈立');
  await page.getByLabel('评委长', { exact: true }).fill('方淑贞');
  await page.getByLabel('计分员', { exact: true }).fill('小何');

  // The preset, found by words; one criterion changed; the example follows at once.
  await page.getByRole('button', { name: '从现成的规则开始' }).click();
  await page.getByLabel('按名称查找').fill('投票名次');
  await page.getByRole('button', { name: '评委 70 %，投票名次 30 %，获奖不超过三成' }).click();
  const rules = page.locator('section[aria-labelledby="f-rules"]');
  await rules.getByText('按名次给分: 第一名 100，每降一名少 0.5', { exact: false }).first().waitFor();
  expect(await rules.getByText('第 1 名', { exact: true }).count()).toBe(1);
  await rules.getByLabel('评分项 1', { exact: true }).fill('现场表现');
  await rules.getByText('现场表现 86 = 86').waitFor();
  expect(await barriers(hall.owner)).toEqual([]);

  // Out to a file, spoilt there, in again: named, with its place, and the form keeps what it has.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    rules.getByRole('button', { name: '存为文件' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ set: { panels: [{ id: 'judges', weight: '0.7' }, { id: 'votes' }] } });
  await page.setInputFiles('input[type=file]', file(text.replace('"0.01"', '"0.03"')));
  const alert = rules.getByRole('alert').filter({ hasText: '不能用' });
  await alert.waitFor();
  expect(await alert.textContent()).toContain('panels.judges.ballot.rubric.criteria.total.step');
  expect(await barriers(hall.owner)).toEqual([]);
  expect(await rules.getByLabel('现场表现: 步长').inputValue()).toBe('0.01');
  await page.setInputFiles('input[type=file]', file(text.replace('"0.01"', '"0.5"')));
  await page.getByText('已读入，还没保存').waitFor();
  expect(await rules.getByLabel('现场表现: 步长').inputValue()).toBe('0.5');
  expect(await alert.count()).toBe(0);

  // What is wrong stands at its field, and keeps the session from being made.
  await rules.getByLabel('现场表现: 最高').fill('０');
  await rules.getByText('写对了就会算给您看').waitFor();
  await page.getByRole('button', { name: '建立并生成链接' }).click();
  await rules.getByText('最高分要大于最低分').first().waitFor();
  await rules.getByLabel('现场表现: 最高').fill('１００');
  await page.getByRole('button', { name: '建立并生成链接' }).click();
  await page.waitForURL('**/host/links/');
  await page.getByRole('heading', { name: '评委长与计分员 2' }).waitFor();
  for (const name of ['方淑贞', '小何']) await page.getByRole('button', { name: `复制 ${name} 的链接` }).waitFor();

  // In the plan: another panel by name; its judge moves there; the first sheet freezes all of it, in words.
  await page.goto(`${rostrum.base}/s/${hall.session}/host/plan/`);
  const plan = page.locator('section[aria-labelledby="f-rules"]');
  await plan.getByRole('button', { name: '加一组' }).click();
  await plan.getByText('第 2 组', { exact: true }).click();
  await plan.getByLabel('由谁打分').nth(1).selectOption('judges');
  await plan.getByLabel('怎样打').nth(1).selectOption('places');
  await plan.getByLabel('本组名称').nth(1).fill('听众评审');
  await page.getByRole('button', { name: '保存评分标准' }).click();
  await page.getByRole('button', { name: '保存评分标准' }).waitFor({ state: 'detached' });
  const judges = page.locator('section[aria-labelledby="f-judges"]');
  await judges.getByRole('heading', { name: '听众评审 0' }).waitFor();
  await judges.getByLabel('苏敏 在哪一组').selectOption({ label: '听众评审' });
  await judges.getByRole('heading', { name: '听众评审 1' }).waitFor();
  await judges.getByRole('button', { name: '上移: 吴岚' }).click();
  await expect.poll(() => Object.values(hall.host.view.panels).map((one) => one.judges.length)).toEqual([4, 1]);
  await expect.poll(() => judges.locator('li b').first().textContent()).toBe('吴岚');
  for (const english of [false, true]) {
    if (english) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.getByRole('link', { name: 'English' }).click();
      await plan.getByText('Ties', { exact: true }).waitFor();
    }
    await plan.evaluate("(card) => card.querySelectorAll('details').forEach((one) => (one.open = true))");
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 720 });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await barriers(hall.owner)).toEqual([]);
  }

  // The first sheet freezes them: they are said in words, and can still be saved to a file.
  const judge = await Actor.byLink(rostrum.base, hall.link('judge'), 'judge');
  await hall.host.must({ type: 'session.start' });
  const talk = hall.talks[0] ?? '';
  await hall.host.must({ type: 'item.open', to: talk });
  const marks = { content: '38', form: '18', language: '18', presence: '17' };
  await judge.must({ type: 'sheet.send', talk, marks, comment: '' });
  await plan.getByText('A sheet has been sent', { exact: false }).waitFor();
  expect(await plan.getByRole('textbox').count()).toBe(0);
  expect(await plan.getByText('1 highest and 1 lowest out', { exact: false }).count()).toBeGreaterThan(0);
  expect(await plan.getByRole('button', { name: 'Save as a file' }).isVisible()).toBe(true);
  expect(await barriers(hall.owner)).toEqual([]);
  judge.close();
  hall.host.close();
  expect(hall.owner.errors).toEqual([]);
});
