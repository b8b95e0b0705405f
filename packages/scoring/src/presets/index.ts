import type { Preset } from './build.ts';
import { POOLED } from './pooled.ts';
import { RUBRICS } from './rubrics.ts';
import { TIMED } from './timed.ts';

export type { Preset } from './build.ts';
export { RUBRICS };

/** Rule sets as contests publish them, to start from. */
export const PRESETS: readonly Preset[] = [...TIMED, ...POOLED];

export function presetOf(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
