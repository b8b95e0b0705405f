import type { Locator } from 'playwright-core';
import type { Say } from './catalogue.ts';
import type { Seat } from './seat.ts';

export interface Criterion {
  readonly name: string;
  readonly weight: string;
}
export interface Plan {
  readonly programme: string;
  readonly title: string;
  readonly place: string;
  readonly talks: readonly { readonly speaker: string; readonly topic: string; readonly minutes: number }[];
  readonly judges: readonly string[];
  readonly remote: string;
  readonly criteria: readonly Criterion[];
  /** The words of the choice when the hall sees marks. */
  readonly marks: string;
}
/** The addresses as the organiser copies them. */
export interface Links {
  readonly join: string;
  of(name: string): string;
}

/** The organiser's pages, with mouse and keyboard. */
export class Organiser {
  readonly seat: Seat;
  readonly #say: Say;

  constructor(seat: Seat, say: Say) {
    this.seat = seat;
    this.#say = say;
  }

  async createWorkspace(ownerLink: string, name: string, owner: string): Promise<void> {
    const { page } = this.seat;
    const say = this.#say;
    await page.goto(ownerLink);
    await page.waitForURL('**/home');
    await page.getByLabel(say('organiser_start_name')).fill(name);
    await page.getByLabel(say('organiser_start_owner'), { exact: true }).fill(owner);
    await this.seat.picture('organiser-first');
    await this.seat.button(say('organiser_start_create')).click();
    await page.getByRole('heading', { name: say('organiser_first_session_title') }).waitFor();
  }

  async addMembers(lines: readonly string[]): Promise<void> {
    const { page } = this.seat;
    const say = this.#say;
    await page.getByRole('link', { name: say('organiser_nav_members'), exact: true }).click();
    await this.seat.button(say('organiser_add_members')).first().click();
    await page.getByLabel(say('organiser_paste_label')).fill(lines.join('\n'));
    await this.seat.button(say('organiser_add_act')).click();
    await page
      .getByRole('rowheader')
      .nth(lines.length - 1)
      .waitFor();
  }

  async createProgramme(title: string): Promise<void> {
    const { page } = this.seat;
    const say = this.#say;
    await page.getByRole('link', { name: say('organiser_nav_home'), exact: true }).click();
    await page.getByRole('link', { name: say('organiser_first_programme') }).click();
    await page.getByLabel(say('organiser_programme_title')).fill(title);
    await this.seat.button(say('common_save')).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  }

  /** From the programme's page to the links of a new session that begins in ten minutes. */
  async createSession(plan: Plan): Promise<void> {
    const { page } = this.seat;
    const say = this.#say;
    await page
      .getByRole('link', { name: say('organiser_new_session') })
      .first()
      .click();
    await page.getByRole('textbox', { name: say('organiser_session_title'), exact: true }).fill(plan.title);
    await page.getByLabel(say('organiser_place'), { exact: true }).fill(plan.place);
    const start = new Date(Date.now() + 600_000);
    const two = (value: number): string => String(value).padStart(2, '0');
    await page
      .getByLabel(say('organiser_date'), { exact: true })
      .fill(`${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`);
    await page
      .getByLabel(say('organiser_time'), { exact: true })
      .fill(`${two(start.getHours())}:${two(start.getMinutes())}`);
    for (const [at, { speaker, topic, minutes }] of plan.talks.entries()) {
      const number = at + 1;
      await page.getByLabel(say('organiser_speaker_of', { number }), { exact: true }).fill(speaker);
      await page.getByLabel(say('organiser_topic_of', { number }), { exact: true }).fill(topic);
      await page.getByLabel(say('organiser_minutes_of', { number }), { exact: true }).fill(String(minutes));
    }
    // Names of a list are typed one after the other, Enter between them.
    await this.seat.button(say('organiser_add_judge')).click();
    for (const [at, name] of plan.judges.entries()) {
      if (at > 0) await page.keyboard.press('Enter');
      await page.getByLabel(`${say('organiser_role_judge')} ${at + 1}`, { exact: true }).waitFor();
      await page.keyboard.insertText(name);
    }
    await this.seat.button(say('organiser_add_remote')).click();
    await page.getByLabel(`${say('organiser_role_remote')} 1`, { exact: true }).fill(plan.remote);
    await this.#writeRules(page.locator('section[aria-labelledby=f-rules]'), plan.criteria);
    await page.getByLabel(say('organiser_set_guests')).selectOption({ label: say('organiser_guests_open') });
    await page.getByLabel(say('organiser_set_marks')).selectOption({ label: plan.marks });
    await page.getByRole('switch', { name: say('organiser_set_moderation') }).check();
    await this.seat.picture('organiser-session');
    await this.seat.button(say('organiser_create_session')).click();
    await page.waitForURL('**/host/links/');
  }

  async #writeRules(rules: Locator, criteria: readonly Criterion[]): Promise<void> {
    const say = this.#say;
    const rows = rules.locator('ol').first().locator('> li');
    while ((await rows.count()) > criteria.length)
      await rows
        .last()
        .getByRole('button', { name: `${say('organiser_take_out')}: ` })
        .click();
    for (const [at, { name, weight }] of criteria.entries()) {
      await rules.getByLabel(say('organiser_criterion_n', { number: at + 1 }), { exact: true }).fill(name);
      for (const [field, value] of [
        ['min', '0'],
        ['max', '10'],
        ['step', '0.5'],
        ['weight', weight],
      ] as const)
        await rules.getByLabel(`${name}: ${say(`organiser_crit_${field}`)}`, { exact: true }).fill(value);
    }
    await rules.getByLabel(say('rules_trim_from'), { exact: true }).fill('3');
    await rules.getByLabel(say('rules_trim_high'), { exact: true }).fill('1');
    await rules.getByLabel(say('rules_trim_low'), { exact: true }).fill('1');
    await rules.getByLabel(`${say('rules_mode')}: ${say('organiser_decimals')}`, { exact: true }).fill('2');
    const over = say('rules_time');
    await rules.getByLabel(over, { exact: true }).selectOption({ label: say('rules_time_unit') });
    for (const [field, value] of [
      ['free', '0'],
      ['every', '240'],
      ['points', '0.2'],
    ] as const)
      await rules.getByLabel(`${over}: ${say(`rules_time_${field}`)}`, { exact: true }).fill(value);
    await rules.getByText(say('rules_run'), { exact: true }).click();
    await rules.getByRole('radio', { name: say('organiser_opens_host') }).click();
  }

  /** Copies the address of everybody from the links page; each is read as it leaves the clipboard. */
  async copyLinks(base: string, names: readonly string[]): Promise<Links> {
    const { page, person } = this.seat;
    const say = this.#say;
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copy = async (name: string): Promise<string> => {
      const button = page.getByRole('button', { name, exact: true });
      await button.click();
      await button.getByText(say('common_copied')).waitFor();
      return new URL(new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname, base).href;
    };
    await page.locator('li .qr svg').first().waitFor();
    const links = new Map<string, string>();
    for (const name of names) links.set(name, await copy(say('organiser_copy_of', { name })));
    const join = await copy(say('organiser_copy_join'));
    await this.seat.picture('organiser-links');
    return {
      join,
      of: (name) => {
        const found = links.get(name);
        if (found === undefined) throw new Error(`no link of ${name}`);
        return found;
      },
    };
  }

  /** The record's paper, as text in one line. */
  async readRecord(): Promise<string> {
    const { page } = this.seat;
    await page.getByRole('link', { name: this.#say('organiser_tab_record'), exact: true }).click();
    await page.waitForURL('**/record/');
    const paper = page.locator('article.paper');
    await paper.getByText(this.#say('organiser_on_site')).first().waitFor();
    return (await paper.innerText()).replace(/\s+/g, ' ');
  }
}
