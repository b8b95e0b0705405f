import { LocalStorage } from '#lib/sync/device-storage.ts';

const KEY = 'rostrum.notes-size';
const SIZES = [16, 18, 20, 23, 27, 32, 38] as const;
const USUAL = 3;

/** How large this device shows notes, in steps; kept for the next talk. */
export const notesSize = () => {
  const storage = new LocalStorage();
  const kept = Number(storage.get(KEY) ?? Number.NaN);
  let step = $state(Number.isInteger(kept) && kept >= 0 && kept < SIZES.length ? kept : USUAL);
  const to = (next: number): void => {
    step = Math.max(0, Math.min(SIZES.length - 1, next));
    storage.set(KEY, String(step));
  };
  return {
    get pixels(): number {
      return SIZES[step] ?? 23;
    },
    get canShrink(): boolean {
      return step > 0;
    },
    get canGrow(): boolean {
      return step < SIZES.length - 1;
    },
    smaller: () => to(step - 1),
    larger: () => to(step + 1),
  };
};
