import type { SheetView } from '@rostrum/domain';
import { m } from '#lib/paraglide/messages.js';

/** Why a judge does not score a talk, in a sentence. */
export const excuseText = (kind: SheetView['excuseKind']): { title: string; what: string } => {
  switch (kind) {
    case 'self':
      return { title: m.judge_excused_self(), what: m.judge_excused_what() };
    case 'own-unit':
      return { title: m.judge_excused_own_unit(), what: m.judge_excused_what() };
    case 'recused':
      return { title: m.judge_excused_recused(), what: m.judge_excused_what() };
    case 'abstained':
      return { title: m.judge_excused_abstained(), what: m.judge_excused_what() };
    case 'joined-later':
      return { title: m.judge_excused_joined_later(), what: m.judge_excused_joined_later_what() };
    case 'left':
      return { title: m.judge_excused_left(), what: m.judge_excused_left_what() };
    case 'gap':
      return { title: m.judge_excused_gap(), what: m.judge_excused_gap_what() };
    case 'excused':
    case undefined:
      return { title: m.judge_excused_title(), what: m.judge_excused_what() };
  }
};
