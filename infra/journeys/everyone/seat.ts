import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Person, type SIZES } from '../rostrum.ts';
import type { Language } from './catalogue.ts';

const PICTURES = join(import.meta.dirname, '../../../shots/everyone');

/** A browser of somebody's own, with all that its page was told over its sockets. */
export class Seat {
  readonly person: Person;
  readonly language: Language;
  /** What the server has sent, frame by frame, in the order of arrival. */
  readonly frames: string[] = [];

  private constructor(person: Person, language: Language) {
    this.person = person;
    this.language = language;
    person.page.setDefaultTimeout(30_000);
    person.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => this.frames.push(payload.toString())),
    );
  }

  static async take(browser: Browser, language: Language, size: keyof typeof SIZES): Promise<Seat> {
    return new Seat(await Person.arrive(browser, size, language === 'zh' ? 'zh-CN' : 'en-GB'), language);
  }

  get page(): Person['page'] {
    return this.person.page;
  }

  /** Opens a personal link, and is in once its door has let through. */
  async open(link: string, role: string): Promise<void> {
    await this.page.goto(link);
    await this.page.waitForURL(`**/${role}/`);
  }

  /** Waits until these words can be seen. */
  async sees(words: string | RegExp, within = 30_000): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: within });
  }

  button(name: string | RegExp): ReturnType<Person['page']['locator']> {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** All that this page holds, has been told, or would be given if it were opened again: no secret may stand in it. */
  async everything(): Promise<string> {
    const anew = await this.page.request.get(this.page.url());
    return [await this.page.content(), await anew.text(), ...this.frames].join('\n');
  }

  /** A picture of the page for whoever wants to look, where `PICTURES` is set. */
  async picture(name: string): Promise<void> {
    if (process.env['PICTURES'] === undefined) return;
    await mkdir(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${this.language}-${name}.png`) });
  }
}
