import { hasPage, type Deck, type Role, type SessionState } from '@rostrum/domain';

/** Who asks: the role that their path names, and who they are. */
export interface Asker {
  readonly role: Role;
  readonly participant: string;
}

const ownsTalk = (state: SessionState, { role, participant }: Asker, talk: string): boolean =>
  role === 'speaker' && state.order.items[talk]?.speaker === participant;

/** A speaker uploads for their own talks, the host for any. A break has no deck. */
export const mayUpload = (
  state: SessionState,
  asker: Asker,
  talk: string,
): 'yes' | 'unknown-item' | 'not-your-talk' => {
  const item = Object.prototype.hasOwnProperty.call(state.order.items, talk) ? state.order.items[talk] : undefined;
  if (item?.kind !== 'talk') return 'unknown-item';
  return asker.role === 'host' || ownsTalk(state, asker, talk) ? 'yes' : 'not-your-talk';
};

/** DK6: host and projector see every page, speakers their own and what the audience may see, the others what the hall has seen. */
export const maySeePage = (state: SessionState, asker: Asker, deck: Deck, page: number): boolean => {
  switch (asker.role) {
    case 'host':
    case 'projector':
      return true;
    case 'timekeeper':
      return false;
    case 'speaker':
      if (ownsTalk(state, asker, deck.talk)) return true;
      return isPublic(state, deck, page);
    case 'audience':
    case 'remote':
    case 'judge':
    case 'head-judge':
    case 'clerk':
      return isPublic(state, deck, page);
  }
};

const isPublic = (state: SessionState, deck: Deck, page: number): boolean =>
  hasPage(deck.shown, page) ||
  (state.info.settings.lookAhead && state.info.status === 'live' && state.order.current === deck.talk);

/** Notes and the original belong to the talk's speaker and the host. */
export const mayHaveOriginal = (state: SessionState, asker: Asker, deck: Deck): boolean =>
  asker.role === 'host' || ownsTalk(state, asker, deck.talk);

/** The widest images are made for the screens that need them. */
export const mayHaveLarge = ({ role }: Asker): boolean => role === 'host' || role === 'projector' || role === 'speaker';
