import { panelOf } from '../judging-state.ts';
import { resultOf } from '../results.ts';
import type { Role } from '../kernel.ts';
import type { SessionState, StampedSessionEvent } from '../session.ts';
import type { Viewer } from './viewers.ts';

export type SecretKind =
  | 'draft'
  | 'mark'
  | 'figure'
  | 'comment'
  | 'question'
  | 'asker-secret'
  | 'name'
  | 'deck'
  | 'deck-name'
  | 'message'
  | 'link'
  | 'excuse'
  | 'note'
  | 'return'
  | 'deduction-note'
  | 'record'
  | 'join-key';

/** A value that not everyone may see, as some event of the session brought it. */
export interface Secret {
  readonly kind: SecretKind;
  /** What is looked for; unique in its session. */
  readonly value: string;
  /** The talk, question, participant, … that it belongs to. */
  readonly of: string;
  /** The participant whose own it is, or those whom it is meant for. */
  readonly own: readonly string[];
}
export interface Leak {
  readonly kind: SecretKind;
  readonly value: string;
  readonly viewer: Viewer;
}
/** Whether a viewer may see a secret as things stand. `shown`: every figure that a reveal has ever shown. */
type Rule = (state: SessionState, secret: Secret, viewer: Viewer, shown: ReadonlySet<string>) => boolean;

const own: Rule = (_state, secret, viewer) =>
  viewer.participant !== undefined && secret.own.includes(viewer.participant);
const role = (viewer: Viewer, ...roles: (Role | 'me')[]): boolean => roles.includes(viewer.role);
const live = (state: SessionState): boolean => state.info.settings.marksShown === 'live';
/** Those who run the judging. */
const JURY = ['host', 'head-judge', 'clerk'] as const;
const visible = (state: SessionState, question: string): boolean => {
  const status = state.questions.items[question]?.status;
  return status === 'open' || status === 'answered';
};
const seesQuestions = (viewer: Viewer): boolean => role(viewer, 'audience', 'remote', 'speaker', 'projector');
const seesResults = (viewer: Viewer): boolean =>
  role(viewer, 'audience', 'remote', 'speaker', 'judge', 'projector', ...JURY);
const figure: Rule = (state, secret, viewer, shown) => {
  if (seesResults(viewer) && (live(state) || shown.has(secret.value))) return true;
  return role(viewer, ...JURY) && state.judging.talks[secret.of]?.resultsOpened === true;
};

/** VI4: who may see which kind of secret, under which condition. Written apart from the views, on purpose. */
export const MAY_SEE: Readonly<Record<SecretKind, Rule>> = {
  draft: (state, secret, viewer, shown) => viewer.role === 'judge' && own(state, secret, viewer, shown),
  comment: (state, secret, viewer, shown) =>
    (viewer.role === 'judge' && own(state, secret, viewer, shown)) ||
    (role(viewer, ...JURY) && (live(state) || state.judging.talks[secret.of]?.resultsOpened === true)) ||
    (viewer.role === 'speaker' &&
      state.judging.released?.comments === true &&
      state.order.items[secret.of]?.speaker === viewer.participant),
  note: (state, secret, viewer, shown) => viewer.role === 'judge' && own(state, secret, viewer, shown),
  return: (state, secret, viewer, shown) =>
    role(viewer, ...JURY) || (viewer.role === 'judge' && own(state, secret, viewer, shown)),
  mark: (state, secret, viewer, shown) =>
    (viewer.role === 'judge' && own(state, secret, viewer, shown)) ||
    figure(state, secret, viewer, shown) ||
    (viewer.role === 'speaker' &&
      state.judging.released !== undefined &&
      state.order.items[secret.of]?.speaker === viewer.participant),
  figure,
  question: (state, secret, viewer, shown) =>
    viewer.role === 'host' ||
    (viewer.role === 'me' && own(state, secret, viewer, shown)) ||
    (seesQuestions(viewer) && visible(state, secret.of)),
  'asker-secret': () => false,
  name: (state, secret, viewer, shown) => {
    if (viewer.role === 'host' || own(state, secret, viewer, shown)) return true;
    // Who judges or may be called to, and who types in sheets or signs: they run the judging with each other.
    const roles = state.people.participants[secret.of]?.roles ?? [];
    if (role(viewer, ...JURY) && roles.some((one) => one === 'judge' || JURY.some((other) => other === one)))
      return true;
    if (viewer.role === 'speaker' && state.judging.released?.names && panelOf(state, secret.of)) return true;
    const asked = Object.values(state.questions.items).some(
      (one) => one.asker === secret.of && visible(state, one.question),
    );
    return (
      Object.values(state.order.items).some((one) => one.speaker === secret.of) ||
      (seesQuestions(viewer) && (asked || state.stage.onStage[secret.of] !== undefined))
    );
  },
  deck: (state, secret, viewer, shown) => {
    if (role(viewer, 'host', 'projector')) return true;
    if (viewer.role === 'speaker' && own(state, secret, viewer, shown)) return true;
    return role(viewer, 'audience', 'remote', 'judge') && state.order.current === secret.of;
  },
  'deck-name': (state, secret, viewer, shown) =>
    viewer.role === 'host' || (viewer.role === 'speaker' && own(state, secret, viewer, shown)),
  message: (state, secret, viewer, shown) => {
    if (viewer.role === 'host') return true;
    const shared = (['timekeeper', 'head-judge', 'clerk'] as const).find((one) => one === viewer.role);
    if (shared) return secret.own.some((one) => state.people.participants[one]?.roles.includes(shared));
    return role(viewer, 'speaker', 'judge') && own(state, secret, viewer, shown);
  },
  link: (_state, _secret, viewer) => viewer.role === 'host',
  excuse: (state, secret, viewer, shown) =>
    role(viewer, ...JURY) || (viewer.role === 'judge' && own(state, secret, viewer, shown)),
  'deduction-note': (state, secret, viewer) =>
    role(viewer, 'timekeeper', ...JURY) ||
    (viewer.role === 'speaker' &&
      state.judging.released !== undefined &&
      state.order.items[secret.of]?.speaker === viewer.participant),
  record: (_state, _secret, viewer) => viewer.role === 'host',
  'join-key': (_state, _secret, viewer) => role(viewer, 'host', 'projector'),
};

/** A token that no other value of a session holds; put one into each text of a fuzz. */
export const marker = (number: number): string => `Mk${String(number).padStart(6, '0')}kM`;
const MARKER = /Mk\d{6}kM/;
/** The token of a text, or all of it where it has none; nothing where that is too short to be told from others. */
const token = (text: string): string | undefined => MARKER.exec(text)?.[0] ?? (text.length >= 6 ? text : undefined);
const decimals = (text: string): boolean => /\.\d{4,}$/.test(text);

/** Follows a session's events and knows its secrets; `leaks` says which of them a text shows to whom it must not. */
export class Oracle {
  readonly #secrets = new Map<string, Secret>();
  readonly #shown = new Set<string>();
  #steps: readonly object[] = [];

  get secrets(): readonly Secret[] {
    return [...this.#secrets.values()];
  }

  follow(state: SessionState, events: readonly StampedSessionEvent[]): void {
    for (const event of events) this.#learn(state, event);
    this.#derive(state);
  }

  /** Searches any text: a view as JSON, a socket's bytes, a page's HTML. Ids and figures are found as they are written. */
  leaks(text: string, viewer: Viewer, state: SessionState): Leak[] {
    const found: Leak[] = [];
    for (const secret of this.#secrets.values()) {
      if (!text.includes(secret.value)) continue;
      if (!MAY_SEE[secret.kind](state, secret, viewer, this.#shown))
        found.push({ kind: secret.kind, value: secret.value, viewer });
    }
    return found;
  }

  #add(kind: SecretKind, text: string | undefined, of: string, ...owners: string[]): void {
    const value = text === undefined ? undefined : token(text);
    if (value === undefined || value.length < 6) return;
    const known = this.#secrets.get(value);
    // A draft that was sent is a mark; a mark that is also a mean stays a mark.
    if (known && !(known.kind === 'draft' && kind === 'mark')) return;
    this.#secrets.set(value, { kind, value, of, own: owners });
  }

  #learn(state: SessionState, event: StampedSessionEvent): void {
    switch (event.type) {
      case 'session.opened':
        return this.#add('join-key', event.guestKey, event.session);
      case 'participant.added':
      case 'participant.changed':
      case 'participant.joined':
        return this.#add('name', event.name, event.participant, event.participant);
      case 'link.issued':
        return this.#add('link', event.link, event.participant, event.participant);
      case 'question.asked':
        this.#add('asker-secret', event.secret, event.question);
        return this.#add('question', event.text, event.question, ...(event.asker === undefined ? [] : [event.asker]));
      case 'sheet.drafted':
      case 'sheet.sent':
        for (const mark of Object.values(event.marks))
          this.#add(event.type === 'sheet.sent' ? 'mark' : 'draft', mark, event.talk, event.judge);
        return this.#add('comment', event.comment, event.talk, event.judge);
      case 'sheet.entered':
        for (const mark of Object.values(event.marks)) this.#add('mark', mark, event.talk, event.judge);
        return this.#add('comment', event.comment, event.talk, event.judge);
      case 'sheet.noted':
        return this.#add('note', event.note, event.talk, event.judge);
      case 'sheet.returned':
        return this.#add('return', event.reason, event.talk, event.judge);
      case 'judge.excused':
        return this.#add('excuse', event.reason, event.talk, event.judge);
      case 'deduction.proposed':
      case 'deduction.waived':
        return this.#add('deduction-note', event.note, event.talk);
      case 'deck.accepted': {
        const speaker = state.order.items[event.talk]?.speaker ?? '';
        this.#add('deck', event.deck, event.talk, speaker);
        return this.#add('deck-name', event.name, event.talk, speaker);
      }
      case 'message.sent':
        return this.#add('message', event.text, event.message, ...event.to);
      case 'record.written':
        return this.#add('record', event.text, event.section);
      case 'reveal.begun':
        this.#steps = event.steps;
        return;
      case 'reveal.stepped':
        for (const one of JSON.stringify(this.#steps[event.to - 1] ?? {}).match(/-?\d+\.\d{4,}/g) ?? [])
          this.#shown.add(one);
        return;
      default:
        return;
    }
  }

  /** Means and totals are as secret as the marks that they are made of. */
  #derive(state: SessionState): void {
    if (live(state)) return;
    for (const talk of Object.keys(state.judging.talks)) {
      if (!state.order.items[talk]) continue;
      const { mean, total } = resultOf(state, talk);
      for (const one of [mean, total]) if (one !== undefined && decimals(one)) this.#add('figure', one, talk);
    }
  }
}
