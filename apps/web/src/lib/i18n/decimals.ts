const fractionOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** How many decimals marks of a criterion have. */
export const decimalsOf = ({ min, step, decimals }: { min: string; step: string; decimals?: number }): number =>
  decimals ?? Math.max(fractionOf(min), fractionOf(step));

/** Exact decimals brought to the most decimals among them, so that they stand under one another; a true minus sign. */
export const alignDecimals = (values: readonly string[]): string[] => {
  const most = values.reduce((found, value) => Math.max(found, fractionOf(value)), 0);
  return values.map((value) => {
    const short = most - fractionOf(value);
    const point = short > 0 && !value.includes('.') ? '.' : '';
    return `${value}${point}${'0'.repeat(short)}`.replace('-', '−');
  });
};

/** Whether an exact decimal is nought. */
export const isZero = (value: string): boolean => /^-?0*(\.0*)?$/.test(value);

/** Orders exact decimals by size. They have at most nine digits on either side, which a double tells apart. */
export const bySize = (a: string, b: string): number => Number(a) - Number(b);
