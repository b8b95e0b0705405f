import type { HostView, ItemView, PersonView, Role, Scene, SessionEvent } from '@rostrum/domain';
import { formatDuration } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Drift } from '#lib/running-order/schedule.ts';
import { keyOf, type Lack, type SceneKey } from './scenes.ts';

/** `7:46`: a duration in a list, without the leading nought that a clock face keeps. */
export const shortDuration = (milliseconds: number): string => formatDuration(milliseconds).replace(/^0(?=\d:)/, '');
/** `12′`, and with seconds where a plan has them. */
export const minutesMark = (milliseconds: number): string =>
  milliseconds % 60_000 === 0 ? `${milliseconds / 60_000}′` : shortDuration(milliseconds);

export const driftWords = (drift: Drift): string => {
  if (drift.is === 'on-time') return m.host_on_time();
  const parts = { minutes: Math.floor(drift.by / 60_000), seconds: Math.floor(drift.by / 1000) % 60 };
  const hours = Math.floor(parts.minutes / 60);
  if (hours > 0) {
    const long = { hours, minutes: parts.minutes % 60 };
    return drift.is === 'behind' ? m.host_behind_hours(long) : m.host_ahead_hours(long);
  }
  return drift.is === 'behind' ? m.host_behind(parts) : m.host_ahead(parts);
};

/** Whoever it is, in a word: a guest without a name has none, and an erased person lost it. */
export const personWords = (person: PersonView | undefined): string => {
  if (person?.erased) return m.host_erased();
  return person?.name ?? m.host_nameless();
};

/** The first line of an item: its speaker, or the title of a break. */
export const itemWords = (item: ItemView): string => (item.speaker ? personWords(item.speaker) : item.title);

const SCENES: Readonly<Record<SceneKey, () => string>> = {
  welcome: m.host_scene_welcome,
  talk: m.host_scene_talk,
  remote: m.host_scene_remote,
  question: m.host_scene_question,
  judging: m.host_scene_judging,
  scoreboard: m.host_scene_scoreboard,
  reveal: m.host_scene_reveal,
  message: m.host_scene_message,
  black: m.host_scene_black,
};
export const sceneWords = (key: SceneKey): string => SCENES[key]();

/** What is on the projector, in a line. */
export const onAirWords = (scene: Scene, current: ItemView | undefined): string => {
  if (scene.kind === 'live') return m.host_scene_live();
  if (scene.kind === 'vote') return m.host_scene_vote();
  const word = sceneWords(keyOf(scene));
  return scene.kind === 'talk' && current ? `${word} · ${itemWords(current)}` : word;
};

/** The line under the picture on air: what the hall gets to know by it. */
export const hallWords = (scene: Scene, joined: number): string => {
  switch (scene.kind) {
    case 'live':
      return m.host_hall_live();
    case 'judging':
      return m.host_hall_count();
    case 'welcome':
      return m.host_hall_welcome({ count: joined });
    case 'scoreboard':
      return m.host_hall_scoreboard();
    case 'reveal':
      return m.host_hall_reveal();
    case 'black':
      return m.host_hall_black();
    default:
      return m.host_hall_follow();
  }
};
const NOTES: Partial<Readonly<Record<SceneKey, () => string>>> = {
  question: m.host_note_question,
  reveal: m.host_note_reveal,
  remote: m.host_note_remote,
  scoreboard: m.host_note_scoreboard,
};
export const cueNote = (key: SceneKey): string => (NOTES[key] ?? m.host_hall_follow)();

const LACKS: Readonly<Record<Lack, () => string>> = {
  'no-talk': m.host_lack_talk,
  'nobody-on-stage': m.host_lack_stage,
  'no-question': m.host_lack_question,
  'no-judging': m.host_lack_judging,
  'not-locked': m.host_lack_lock,
  'not-settled': m.host_lack_deduction,
  'sheet-returned': m.host_lack_returned,
  'not-opened': m.host_lack_results,
  'no-text': m.host_lack_text,
};
export const lackWords = (lack: Lack): string => LACKS[lack]();

const UNDO: Partial<Readonly<Record<SessionEvent['type'], () => string>>> = {
  'countdown.started': m.host_undo_clock_started,
  'countdown.paused': m.host_undo_clock_paused,
  'countdown.ended': m.host_undo_clock_ended,
  'countdown.reset': m.host_undo_clock_reset,
  'countdown.limited': m.host_undo_clock_limited,
  'page.shown': m.host_undo_page,
  'item.opened': m.host_undo_item,
  'scene.shown': m.host_undo_scene,
  'question.approved': m.host_undo_approved,
  'question.hidden': m.host_undo_hidden,
  'question.featured': m.host_undo_featured,
  'question.unfeatured': m.host_undo_unfeatured,
  'question.answered': m.host_undo_answered,
  'question.restored': m.host_undo_restored,
  'judging.opened': m.host_undo_judging_opened,
  'judging.closed': m.host_undo_judging_closed,
  'judging.reopened': m.host_undo_judging_reopened,
  'deduction.proposed': m.host_undo_deduction,
  'deduction.confirmed': m.host_undo_deduction,
  'deduction.waived': m.host_undo_waived,
  'hand.lowered': m.host_undo_hand,
  'stage.invited': m.host_undo_invited,
  'stage.uninvited': m.host_undo_uninvited,
};
/** What `undo` would take back. */
export const undoWords = (undo: NonNullable<HostView['undo']>): string =>
  (UNDO[undo.event as SessionEvent['type']] ?? m.host_undo_other)();

const ROLES: Readonly<Record<Role, () => string>> = {
  host: m.host_role_host,
  'head-judge': m.host_role_head_judge,
  clerk: m.host_role_clerk,
  timekeeper: m.host_role_timekeeper,
  speaker: m.host_role_speaker,
  judge: m.host_role_judge,
  audience: m.host_role_audience,
  remote: m.host_role_remote,
  projector: m.host_role_projector,
};
export const roleWords = (role: Role): string => ROLES[role]();
