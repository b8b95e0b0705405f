import type { Role } from '@rostrum/domain';
import type { AddressChoice } from '@rostrum/protocol';
import { m } from '#lib/paraglide/messages.js';
import type { Standing } from './coverage.ts';
import type { Lack } from './readiness.ts';

/** What a session lacks, as a person would say it. */
export const lackText = ({ kind, count }: Lack): string => {
  switch (kind) {
    case 'talks':
      return m.organiser_lack_talks();
    case 'judges':
      return m.organiser_lack_judges();
    case 'decks':
      return m.organiser_lack_decks({ count });
    case 'speaker-links':
      return m.organiser_lack_speaker_links({ count });
    case 'judge-links':
      return m.organiser_lack_judge_links({ count });
  }
};
/** The page on which it is put right. */
export const lackWhere = ({ kind }: Lack): 'plan' | 'links' =>
  kind === 'talks' || kind === 'judges' ? 'plan' : 'links';

export const untilText = (days: number): string =>
  days === 0
    ? m.organiser_today()
    : days === 1
      ? m.organiser_tomorrow()
      : days > 0
        ? m.organiser_in_days({ count: days })
        : m.organiser_days_ago({ count: -days });

export const standingText = (standing: Standing): string =>
  ({ spoke: m.organiser_spoke, scheduled: m.organiser_scheduled, yet: m.organiser_yet })[standing]();

export const reachText = (reach: AddressChoice['reach']): string =>
  ({
    'this-machine': m.organiser_reach_machine,
    'this-network': m.organiser_reach_network,
    anywhere: m.organiser_reach_anywhere,
  })[reach]();

export const roleText = (role: Role): string =>
  ({
    host: m.organiser_role_host,
    'head-judge': m.organiser_role_head_judge,
    clerk: m.organiser_role_clerk,
    timekeeper: m.organiser_role_timekeeper,
    speaker: m.organiser_role_speaker,
    judge: m.organiser_role_judge,
    audience: m.organiser_role_audience,
    remote: m.organiser_role_remote,
    projector: m.organiser_role_projector,
  })[role]();
