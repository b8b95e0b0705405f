import Play from '@lucide/svelte/icons/play';
import Square from '@lucide/svelte/icons/square';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import type { Desk } from './desk.svelte.ts';
import { endSession, lockJudging, openResults } from './ends.ts';
import type { NextStep } from './next-step.ts';
import { judgedTalk } from './scenes.ts';
import { itemWords } from './words.ts';

interface StepWords {
  readonly act: string;
  /** What to know before pressing. */
  readonly note?: string;
  readonly warn?: boolean;
  readonly pending?: boolean;
}

const open = (desk: Desk, to: string): string => {
  const item = desk.order[to];
  if (!item) return '';
  return item.kind === 'talk'
    ? m.host_step_talk({ number: desk.numberOf(to) })
    : m.host_step_item({ title: item.title });
};

export const stepWords = (step: NextStep, desk: Desk): StepWords => {
  switch (step.kind) {
    case 'go-live':
      return { act: m.host_step_go_live(), pending: desk.pending('session.start') };
    case 'open-item':
      return {
        act: open(desk, step.to),
        pending: desk.connection.pending.some((one) => one.command.type === 'item.open'),
      };
    case 'start-clock':
      return {
        act: m.host_step_start_clock(),
        pending: desk.pending('countdown.start', step.item),
        ...ready(desk, step.item),
      };
    case 'resume-clock':
      return { act: m.host_step_resume_clock(), pending: desk.pending('countdown.resume', step.item) };
    case 'end-clock':
      return { act: m.host_step_end_clock(), pending: desk.pending('countdown.end', step.item) };
    case 'open-judging':
      return { act: m.host_step_open_judging(), pending: desk.pending('judging.open', step.talk) };
    case 'show-judging':
      return { act: desk.settings.marksShown === 'live' ? m.host_step_show_live() : m.host_step_show_count() };
    case 'lock-judging': {
      const lacks = step.missing > 0 || step.undecided > 0;
      return {
        act: step.missing > 0 ? m.host_step_lock_dots() : m.host_step_lock(),
        note: lacks ? m.host_step_lacking({ missing: step.missing, undecided: step.undecided }) : m.host_step_all_in(),
        warn: lacks,
        pending: desk.pending('judging.close', step.talk),
      };
    }
    case 'settle-deduction':
      return { act: m.host_step_deduction(), note: m.host_step_deduction_note(), warn: true };
    case 'open-results':
      return { act: m.host_step_open_results(), note: m.host_step_open_results_note() };
    case 'reveal':
      return {
        act: step.what.kind === 'talk' ? m.host_step_reveal_talk() : m.host_step_reveal_ranking(),
        pending: desk.pending('reveal.begin'),
      };
    case 'reveal-step':
      return {
        act: m.host_step_reveal_next({ at: step.from + 1, of: step.of }),
        pending: desk.pending('reveal.step'),
      };
    case 'reveal-finish':
      return { act: m.host_step_reveal_finish(), pending: desk.pending('reveal.finish') };
    case 'show-scoreboard':
      return { act: m.host_step_scoreboard() };
    case 'end-session':
      return { act: m.host_end_session_dots(), note: m.host_step_end_note() };
    case 'none':
      return { act: '' };
  }
};

/** A remote speaker whose link is not open would start before an empty picture. */
const ready = (desk: Desk, talk: string): { note: string; warn: boolean } | undefined => {
  const item = desk.order[talk];
  const speaker = item?.speaker;
  if (!speaker || !desk.connection.presence) return undefined;
  const here = desk.connection.presence.listed[speaker.participant] === true;
  if (here) return { note: m.host_speaker_ready({ name: itemWords(item) }), warn: false };
  return { note: item.remote ? m.host_speaker_afar_away() : m.host_speaker_away(), warn: item.remote === true };
};

export const stepIcon = (step: NextStep): Component<{ size?: number }> | undefined => {
  switch (step.kind) {
    case 'start-clock':
    case 'resume-clock':
      return Play;
    case 'end-clock':
      return Square;
    case 'lock-judging':
      return LockKeyhole;
    default:
      return undefined;
  }
};

export const carryOut = (step: NextStep, desk: Desk): void => {
  switch (step.kind) {
    case 'go-live':
      void desk.give({ type: 'session.start' });
      return;
    case 'open-item':
      desk.open(step.to);
      return;
    case 'start-clock':
    case 'resume-clock':
      desk.startOrPause();
      return;
    case 'end-clock':
      desk.endClock();
      return;
    case 'open-judging':
      void desk.give({ type: 'judging.open', talk: step.talk });
      return;
    case 'show-judging':
      desk.show({
        kind: desk.settings.marksShown === 'live' ? 'live' : 'judging',
        talk: judgedTalk(desk.view) ?? step.talk,
      });
      return;
    case 'lock-judging':
      lockJudging(desk, step.talk);
      return;
    case 'settle-deduction':
      document.querySelector<HTMLElement>('[data-deduction] button')?.focus();
      return;
    case 'open-results':
      openResults(desk, step.talk);
      return;
    case 'reveal':
      void desk.give({ type: 'reveal.begin', what: step.what });
      return;
    case 'reveal-step':
      desk.stepReveal(1);
      return;
    case 'reveal-finish':
      void desk.give({ type: 'reveal.finish' });
      return;
    case 'show-scoreboard':
      desk.show({ kind: 'scoreboard' });
      return;
    case 'end-session':
      endSession(desk);
      return;
    case 'none':
      return;
  }
};
