import type { Role } from './kernel.ts';
import type { SessionCommand } from './session.ts';

/** Kept: retried from the device until answered. Live: carried out now or never. */
export type Delivery = 'kept' | 'live';
export interface Access {
  readonly roles: readonly (Role | 'owner' | 'system')[];
  readonly delivery: Delivery;
}
const may = (delivery: Delivery, ...roles: Access['roles'][number][]): Access => ({ roles, delivery });

/** Who may give which command, and how it travels. Whether it may be given now is for the capability to decide. */
export const ACCESS: Readonly<Record<SessionCommand['type'], Access>> = {
  'session.open': may('kept', 'system'),
  'run.close': may('kept', 'system'),
  'session.start': may('live', 'host'),
  'session.end': may('live', 'host'),
  'session.configure': may('kept', 'host', 'owner'),
  'item.add': may('kept', 'host', 'owner'),
  'item.change': may('kept', 'host', 'owner'),
  'item.remove': may('kept', 'host', 'owner'),
  'item.move': may('kept', 'host', 'owner'),
  'item.open': may('live', 'host'),
  'countdown.start': may('live', 'host', 'timekeeper', 'speaker'),
  'countdown.pause': may('live', 'host', 'timekeeper', 'speaker'),
  'countdown.resume': may('live', 'host', 'timekeeper', 'speaker'),
  'countdown.end': may('live', 'host', 'timekeeper', 'speaker'),
  'countdown.reset': may('live', 'host', 'timekeeper'),
  'countdown.limit': may('live', 'host', 'timekeeper'),
  'deck.accept': may('kept', 'system'),
  'deck.progress': may('kept', 'system'),
  'deck.reject': may('kept', 'system'),
  'deck.remove': may('kept', 'host', 'owner', 'speaker'),
  'page.show': may('live', 'host', 'speaker'),
  'question.ask': may('kept', 'audience', 'remote', 'judge', 'speaker', 'host'),
  'question.vote': may('kept', 'audience', 'remote', 'judge'),
  'question.unvote': may('kept', 'audience', 'remote', 'judge'),
  'question.approve': may('kept', 'host'),
  'question.hide': may('kept', 'host'),
  'question.feature': may('kept', 'host'),
  'question.unfeature': may('kept', 'host'),
  'question.answer': may('kept', 'host'),
  'question.restore': may('kept', 'host'),
  'judging.configure': may('kept', 'host', 'owner'),
  'judging.open': may('live', 'host'),
  'judging.close': may('live', 'host'),
  'judging.reopen': may('live', 'host'),
  'sheet.draft': may('kept', 'judge'),
  'sheet.send': may('kept', 'judge'),
  'judge.excuse': may('kept', 'host'),
  'judge.include': may('kept', 'host'),
  'deduction.add': may('kept', 'host'),
  'deduction.confirm': may('kept', 'host', 'timekeeper'),
  'deduction.waive': may('kept', 'host', 'timekeeper'),
  'results.open': may('live', 'host'),
  'reveal.begin': may('live', 'host'),
  'reveal.step': may('live', 'host'),
  'reveal.finish': may('live', 'host'),
  'scene.show': may('live', 'host'),
  'hand.raise': may('live', 'remote'),
  'hand.lower': may('live', 'remote', 'host', 'system'),
  'stage.invite': may('live', 'host'),
  'stage.uninvite': may('live', 'host'),
  'stage.accept': may('live', 'remote', 'speaker'),
  'stage.decline': may('live', 'remote', 'speaker'),
  'stage.leave': may('live', 'remote', 'speaker'),
  'stage.remove': may('live', 'host', 'system'),
  'stage.mute': may('live', 'host', 'remote', 'speaker', 'system'),
  'stage.unmute': may('live', 'remote', 'speaker'),
  'participant.add': may('kept', 'host', 'owner'),
  'participant.change': may('kept', 'host', 'owner'),
  'participant.join': may('kept', 'system'),
  'self.describe': may('kept', 'audience', 'remote', 'speaker', 'judge', 'timekeeper'),
  'participant.leave': may('kept', 'system'),
  'participant.erase': may('kept', 'system'),
  'link.issue': may('kept', 'host', 'owner'),
  'link.revoke': may('kept', 'host', 'owner', 'system'),
  'message.send': may('live', 'host'),
  'message.acknowledge': may('kept', 'speaker', 'judge', 'timekeeper'),
  'message.withdraw': may('kept', 'host'),
  'record.write': may('kept', 'host', 'owner'),
  'record.confirm': may('kept', 'host', 'owner'),
  'record.reopen': may('kept', 'host', 'owner'),
  undo: may('live', 'host'),
};

/** SE1: whether a role may give a command at all. */
export const allows = (role: Role | 'owner' | 'system', type: SessionCommand['type']): boolean =>
  ACCESS[type].roles.includes(role);
