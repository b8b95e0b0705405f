import { SvelteMap } from 'svelte/reactivity';
import type { JudgeView, SheetView } from '@rostrum/domain';
import { checkMarks } from '@rostrum/scoring';
import type { Answer } from '@rostrum/protocol';
import { LocalStorage, type TextStorage } from '#lib/sync/device-storage.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';
import { DeviceText, merged, same, type KeptSheet, type SheetText } from './sheet-store.ts';

interface Local extends SheetText {
  /** When it was last changed, by the server's clock. */
  readonly at: number;
  /** The server has it, and the view is about to show it. */
  readonly settled: boolean;
}
/**
 * - `draft`, `sent`, `locked`, `excused`: a draft differs from what was sent, or nothing was;
 * - `empty`: nothing is written yet;
 * - `sending`: sent from here and not acknowledged yet (it may wait for the network).
 */
export type SheetStatus = 'empty' | 'draft' | 'sending' | 'sent' | 'locked' | 'excused';

/** Long enough not to send each figure of «36.5», short enough that another device of the judge follows. */
const REST = 600;

/**
 * The sheets of one judge on this device. What is typed is at once on the device and soon on the server; without network a
 * draft waits on the device, so that it can be compared with what another device of the judge has written meanwhile: the
 * latest change of a box wins.
 */
export class Sheets {
  readonly #connection: ScreenConnection<'judge'>;
  readonly #kept: DeviceText<KeptSheet>;
  readonly #locals = new SvelteMap<string, Local>();
  /** What this device wrote last of a talk. */
  readonly #mine = new SvelteMap<string, SheetText>();
  readonly #correcting = new SvelteMap<string, true>();
  readonly #timers: Record<string, ReturnType<typeof setTimeout>> = {};
  /** Of sheets that go out when the network is back. */
  readonly #waits: Record<string, ReturnType<typeof setTimeout>> = {};
  readonly #refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void;

  constructor(
    connection: ScreenConnection<'judge'>,
    refused: (code: string, detail?: Readonly<Record<string, string | number>>) => void,
    storage: TextStorage = new LocalStorage(),
  ) {
    this.#connection = connection;
    this.#refused = refused;
    this.#kept = new DeviceText(storage, connection, 'sheet');
  }

  get #view(): JudgeView {
    return this.#connection.view;
  }

  /** Call in the browser: brings back what a reload has interrupted, and sends it. */
  restore(): void {
    for (const talk of Object.keys(this.#view.sheets)) {
      const kept = this.#kept.get(talk);
      if (!kept) continue;
      if (this.#open(talk)) this.#locals.set(talk, { ...kept, settled: false });
      else this.#kept.remove(talk);
    }
    this.catchUp();
  }

  /** What the sheet of a talk says now. */
  text(talk: string): SheetText {
    const sheet = this.#view.sheets[talk];
    const local = this.#locals.get(talk);
    // What counts is what was sent; a correction that came too late is not on the sheet.
    if (sheet?.sent && !this.#open(talk)) return sheet.sent;
    const newest = local && !this.#overtaken(sheet, local) ? local : (sheet?.draft ?? sheet?.sent);
    return newest ?? { marks: {}, comment: '' };
  }

  status(talk: string): SheetStatus {
    const sheet = this.#view.sheets[talk];
    if (!sheet || sheet.judging === 'excused') return 'excused';
    if (!this.#open(talk)) return 'locked';
    if (this.#flying(talk, 'sheet.send')) return 'sending';
    if (this.#correcting.has(talk) || (sheet.returned && sheet.sent)) return 'draft';
    const text = this.text(talk);
    if (sheet.sent) return same(text, sheet.sent) ? 'sent' : 'draft';
    return text.comment === '' && Object.values(text.marks).every((mark) => mark === '') ? 'empty' : 'draft';
  }

  /** When what is shown was saved: by the server, or on this device while it has not reached it. */
  saved(talk: string): { at: number; where: 'server' | 'device' } | undefined {
    const local = this.#locals.get(talk);
    if (local) return { at: local.at, where: local.settled ? 'server' : 'device' };
    const sheet = this.#view.sheets[talk];
    const at = sheet?.draft?.at ?? sheet?.sent?.at;
    return at === undefined ? undefined : { at, where: 'server' };
  }

  /** Another device of this judge has written later than this one, and that is what is shown. */
  elsewhere(talk: string): boolean {
    const mine = this.#mine.get(talk);
    if (!mine || this.#locals.has(talk) || !this.#open(talk)) return false;
    return this.#view.sheets[talk]?.sent?.paper !== true && !same(mine, this.text(talk));
  }

  /** Everything written on this device has reached the server, and no sheet that could still be sent is a mere draft. */
  get safe(): boolean {
    return (
      [...this.#locals.values()].every((one) => one.settled) &&
      Object.keys(this.#view.sheets).every((talk) => this.status(talk) !== 'draft')
    );
  }

  edit(talk: string, change: Partial<SheetText>): void {
    if (!this.#open(talk)) return;
    const local = { ...this.text(talk), ...change, at: this.#connection.now(), settled: false };
    this.#write(talk, pick(local));
    this.#later(talk);
  }

  /** Sends at once what still rests: on leaving a box, a talk or the page. */
  flush(): void {
    for (const talk of Object.keys(this.#timers)) this.#draft(talk);
  }

  /** Opens a sent sheet again. What was sent counts until the correction is sent. */
  correct(talk: string): void {
    this.#correcting.set(talk, true);
  }
  /** Back to what was sent. */
  abandon(talk: string): void {
    const sent = this.#view.sheets[talk]?.sent;
    this.#correcting.delete(talk);
    if (!sent || same(this.text(talk), sent)) return;
    this.edit(talk, { marks: sent.marks, comment: sent.comment });
    this.flush();
  }

  async send(talk: string): Promise<Answer> {
    this.#rest(talk);
    this.#withdrawDrafts(talk);
    const { marks, comment } = this.text(talk);
    const local: Local = { marks, comment, at: this.#connection.now(), settled: false };
    this.#write(talk, local);
    const answer = await this.#connection.send({ type: 'sheet.send', talk, marks: { ...marks }, comment });
    if (answer.ok) {
      this.#correcting.delete(talk);
      this.#settle(talk, local);
    } else this.#no(talk, answer);
    return answer;
  }

  /** Takes back a sheet that still waits for the network. */
  withdraw(talk: string): void {
    for (const { id, command, state } of this.#connection.pending)
      if (command.type === 'sheet.send' && command.talk === talk && state === 'waiting') this.#connection.dismiss(id);
  }

  /** Steps back from a talk: recused, or abstaining. */
  async stepBack(talk: string, kind: 'recused' | 'abstained', reason: string): Promise<void> {
    const answer = await this.#connection.send({ type: 'judge.recuse', talk, kind, reason });
    if (!answer.ok) this.#no(talk, answer);
  }

  /** A step back from this talk is on its way. */
  steppingBack(talk: string): boolean {
    return this.#connection.pending.some(
      ({ command, state }) => command.type === 'judge.recuse' && command.talk === talk && state !== 'refused',
    );
  }

  /** Marks that are still to be given, or are none. */
  missing(talk: string): number {
    return checkMarks({ criteria: this.#view.rubric.criteria }, this.text(talk).marks).length;
  }

  /** Call from an effect: what the view has caught up with is no longer held here, what waited for the network goes out. */
  catchUp(): void {
    for (const [talk, local] of [...this.#locals]) {
      const sheet = this.#view.sheets[talk];
      if (!this.#open(talk) || (local.settled && !this.#flying(talk))) this.#drop(talk, local);
      else if (this.#overtaken(sheet, local)) this.#yield(talk, local);
      else if (this.#away) this.#withdrawDrafts(talk);
      else if (!local.settled && !this.#flying(talk) && !(talk in this.#timers)) this.#goOn(talk);
    }
    for (const talk of this.#correcting.keys()) if (!this.#open(talk)) this.#correcting.delete(talk);
  }

  /** The network is back: once the view has had time to say what another device has written, what waits here goes out. */
  #goOn(talk: string): void {
    if (talk in this.#waits) return;
    this.#waits[talk] = setTimeout(() => {
      delete this.#waits[talk];
      const local = this.#locals.get(talk);
      if (!local || local.settled || talk in this.#timers || this.#flying(talk)) return;
      if (this.#overtaken(this.#view.sheets[talk], local)) this.#yield(talk, local);
      else this.#draft(talk);
    }, REST);
  }

  /** Gives way to another device, and keeps of this one's what the other has not touched, unless that has sent the sheet. */
  #yield(talk: string, local: Local): void {
    const { draft, sent } = this.#view.sheets[talk] ?? {};
    const both = !local.settled && draft && draft.at > (sent?.at ?? 0) ? merged(draft, local) : undefined;
    if (both) this.edit(talk, both);
    else this.#drop(talk, local);
  }

  #later(talk: string): void {
    this.#rest(talk);
    this.#timers[talk] = setTimeout(() => this.#draft(talk), REST);
  }
  #rest(talk: string): void {
    clearTimeout(this.#timers[talk]);
    delete this.#timers[talk];
  }

  #draft(talk: string): void {
    this.#rest(talk);
    const local = this.#locals.get(talk);
    if (!local || !this.#open(talk) || this.#away) return;
    this.#withdrawDrafts(talk);
    const { marks, comment } = local;
    void this.#connection.send({ type: 'sheet.draft', talk, marks: { ...marks }, comment }).then((answer) => {
      if (answer.ok) this.#settle(talk, local);
      else this.#no(talk, answer);
    });
  }

  /** Drafts that never left the device say nothing that the next does not say. */
  #withdrawDrafts(talk: string): void {
    for (const { id, command, state } of this.#connection.pending)
      if (command.type === 'sheet.draft' && command.talk === talk && state === 'waiting') this.#connection.dismiss(id);
  }

  #settle(talk: string, what: Local): void {
    if (this.#locals.get(talk)?.at === what.at) this.#locals.set(talk, { ...what, settled: true });
  }

  #no(talk: string, answer: Answer & { ok: false }): void {
    // Withdrawn by us, for one that says more.
    if (answer.code === 'withdrawn') return;
    for (const { id, command, state } of this.#connection.pending)
      if ('talk' in command && command.talk === talk && state === 'refused') this.#connection.dismiss(id);
    this.#refused(answer.code, answer.detail);
  }

  #flying(talk: string, type?: 'sheet.send'): boolean {
    return this.#connection.pending.some(
      ({ command, state }) =>
        state !== 'refused' &&
        (command.type === 'sheet.send' || (type === undefined && command.type === 'sheet.draft')) &&
        command.talk === talk,
    );
  }

  /** Another device of this judge has written later. */
  #overtaken(sheet: SheetView | undefined, local: Local): boolean {
    const at = Math.max(sheet?.draft?.at ?? 0, sheet?.sent?.at ?? 0);
    return at > local.at && !this.#flying(sheet?.talk ?? '') && !((sheet?.talk ?? '') in this.#timers);
  }

  get #away(): boolean {
    const { status } = this.#connection;
    return status === 'offline' || status === 'ended';
  }

  #open(talk: string): boolean {
    const sheet = this.#view.sheets[talk];
    return (
      sheet?.judging === 'open' || sheet?.judging === 'closed' || (sheet?.judging === 'locked' && !!sheet.returned)
    );
  }

  #write(talk: string, local: Local): void {
    const { marks, comment, at } = local;
    this.#locals.set(talk, local);
    this.#mine.set(talk, { marks, comment });
    this.#kept.set(talk, { marks, comment, at });
  }

  #drop(talk: string, local: Local): void {
    if (this.#locals.get(talk) === local) this.#locals.delete(talk);
    this.#kept.remove(talk);
  }
}

const pick = ({ marks, comment, at, settled }: Local): Local => ({ marks, comment, at, settled });
