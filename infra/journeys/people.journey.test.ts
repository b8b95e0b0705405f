import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, openBrowser, Person, startRostrum, type Rostrum } from './rostrum.ts';

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

const GONE = '欧阳静怡';
const WORDS = {
  'zh-CN': {
    edit: /^修改 从一棵松/,
    warn: /^提醒（/,
    final: /^收尾（/,
    save: '保存',
    bad: '必须比提醒的时间短',
    erase: `彻底删除 ${GONE}`,
    confirm: /请输入姓名/,
    act: '彻底删除',
    differs: '与姓名不一致。',
    word: '已删除的人',
  },
  'en-GB': {
    edit: /^Edit 从一棵松/,
    warn: /^Warn at/,
    final: /^Last words \(/,
    save: 'Save',
    bad: 'Must be less than the warning',
    erase: `Erase ${GONE} for good`,
    confirm: /type the name/,
    act: 'Erase for good',
    differs: 'That is not the name.',
    word: 'Erased person',
  },
} as const;

for (const locale of ['zh-CN', 'en-GB'] as const) {
  test(`[PE10] [PR3] [RO9] an owner sets the thresholds of a talk, then erases its speaker (${locale})`, async () => {
    const words = WORDS[locale];
    const owner = await Person.arrive(browser, 'laptop', locale);
    const { page } = owner;
    await page.goto(await rostrum.ownerLink());
    await page.waitForURL('**/home');
    await asOwner(owner, rostrum.base, {
      type: 'workspace.create',
      name: '江城水务',
      language: 'zh',
      owner: '刘静',
    });
    const demo = (await (await owner.context.request.post(`${rostrum.base}/workspace/demo`)).json()) as {
      session: string;
    };
    const host = `${rostrum.base}/s/${demo.session}/host`;

    // The thresholds are shown as they are set, refused where they cannot be, and kept.
    await page.goto(`${host}/plan`);
    await page.getByRole('button', { name: words.edit }).first().click();
    const dialog = page.getByRole('dialog');
    const [warn, final] = [dialog.getByLabel(words.warn), dialog.getByLabel(words.final)];
    expect([await warn.inputValue(), await final.inputValue()]).toEqual(['2:00', '0:30']);
    await final.fill('2:30');
    await dialog.getByText(words.bad).waitFor();
    await warn.fill('3:00');
    await final.fill('1:00');
    await dialog.getByRole('button', { name: words.save }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('button', { name: words.edit }).first().click();
    expect([await warn.inputValue(), await final.inputValue()]).toEqual(['3:00', '1:00']);

    await page.goto(`${rostrum.base}/members`);
    await page.getByRole('button', { name: words.erase }).click();
    await dialog.getByRole('button', { name: words.act }).click();
    await dialog.getByText(words.differs).waitFor();
    await dialog.getByLabel(words.confirm).fill(GONE);
    await dialog.getByRole('button', { name: words.act }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('rowheader').allTextContents()).not.toContain(GONE);
    await page.getByRole('searchbox').fill(GONE.slice(0, 2));
    expect(await page.getByRole('rowheader').count()).toBe(0);
    for (const path of ['', '/plan', '/record', '/links']) {
      await page.goto(`${host}${path}`);
      // The list of links has nothing of them any more, as there is nothing to issue.
      if (path === '/links') await expect.poll(() => page.getByText('陈思远').count()).toBeGreaterThan(0);
      else await page.getByText(words.word).first().waitFor();
      if (path === '/links') expect(await page.getByText(words.word).count()).toBe(0);
      // But for what a deck says, which is its author's to take back.
      expect(
        await page.evaluate(() => {
          const { documentElement } = document;
          const copy = documentElement.cloneNode(true) as HTMLElement;
          for (const one of copy.querySelectorAll('[data-page-words]')) one.remove();
          return copy.outerHTML;
        }),
      ).not.toContain(GONE);
    }
    expect(owner.errors).toEqual([]);
    await asOwner(owner, rostrum.base, { type: 'demo.remove' });
    await owner.context.close();
  });
}
