import type { KeyBinding } from '#lib/design/keys.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Desk } from './desk.svelte.ts';

interface Acts {
  readonly grid: () => void;
  readonly acknowledge: () => void;
  readonly asked: () => boolean;
}

/** The keys of the lectern, those that clickers send among them. */
export const lecternKeys = (desk: Desk, acts: Acts): KeyBinding[] => {
  const pages = { group: m.speaker_pages() };
  const clock = { group: m.speaker_clock(), when: () => desk.connection.view.runsClock && desk.clock !== undefined };
  const { pager } = desk;
  return [
    {
      ...pages,
      keys: ['ArrowRight', 'ArrowDown', 'PageDown', 'Space'],
      label: m.speaker_key_next(),
      repeat: true,
      run: pager.next,
    },
    {
      ...pages,
      keys: ['ArrowLeft', 'ArrowUp', 'PageUp', 'Shift+Space'],
      label: m.speaker_key_previous(),
      repeat: true,
      run: pager.previous,
    },
    { ...pages, keys: ['Home'], label: m.speaker_key_first(), run: pager.first },
    { ...pages, keys: ['End'], label: m.speaker_key_last(), run: pager.last },
    { ...pages, keys: ['g'], label: m.speaker_key_grid(), run: acts.grid },
    { ...clock, keys: ['p'], label: m.speaker_key_clock(), run: desk.toggle },
    { ...clock, keys: ['e'], label: m.speaker_key_end(), run: () => desk.run('end') },
    {
      keys: ['Enter'],
      label: m.speaker_key_acknowledge(),
      group: m.speaker_host(),
      when: acts.asked,
      run: acts.acknowledge,
    },
  ];
};
