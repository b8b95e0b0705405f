/** How the talks of a vote stand on the wall: in how many columns, and how many of them there is room for. */
export const voteLayout = (talks: number, wide: boolean): { columns: number; listed: number } => {
  if (talks <= 6) return { columns: 1, listed: talks };
  if (talks <= 16) return { columns: 2, listed: talks };
  const columns = wide ? 4 : 3;
  return { columns, listed: Math.min(talks, columns * 10) };
};
