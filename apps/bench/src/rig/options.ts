import { parseArgs } from 'node:util';

/** Whole numbers from the command line, such as `--clients 3000`, and the folder of `--profile DIR`. */
export const readOptions = <N extends string>(
  args: string[],
  defaults: Readonly<Record<N, number>>,
): Record<N, number> & { profile?: string } => {
  const names = Object.keys(defaults) as N[];
  const options = Object.fromEntries([...names, 'profile'].map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args, options });
  const numbers = Object.fromEntries(
    names.map((name) => {
      const value = values[name] === undefined ? defaults[name] : Number(values[name]);
      if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} ${String(values[name])}`);
      return [name, value];
    }),
  ) as Record<N, number>;
  const profile = values['profile'];
  return typeof profile === 'string' ? { ...numbers, profile } : numbers;
};
