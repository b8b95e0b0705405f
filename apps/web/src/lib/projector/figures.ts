/** The size at which a figure stands in a width, never above `most`. Tabular digits are 0.66 em, points about 0.36. */
export const figureSize = (figure: string, width: number, most: number): number => {
  const ems = Array.from(figure).reduce((sum, one) => sum + (one === '.' ? 0.36 : one === '−' ? 0.82 : 0.68), 0);
  return Math.min(most, ems === 0 ? most : Math.floor((width / ems) * 10) / 10);
};
