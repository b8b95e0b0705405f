/** What parts a name from the number or the round after it. */
const BREAKS = [/\n+/, /\s*[·|｜]\s*/, /\s*——?\s*/, /：\s*/, /:\s+/, /\s[–-]\s/];

/**
 * A session's title and what follows its last break, each to be set on lines of its own: `微党课人人讲 第三期`,
 * `Everyone takes the rostrum: spring round`.
 */
export const splitTitle = (title: string): { main: string; sub?: string } => {
  for (const at of BREAKS) {
    const parts = title.split(at).filter((part) => part !== '');
    const sub = parts[parts.length - 1];
    if (parts.length < 2 || sub === undefined) continue;
    return { main: title.slice(0, title.lastIndexOf(sub)).replace(/[\s·|｜—：:–-]+$/, ''), sub };
  }
  // Chinese has no spaces between words, so one that stands there is a break; not beside Latin words, though.
  const spaced = /^(.*[\u4e00-\u9fff）”])\s+([\u4e00-\u9fff（“].*)$/.exec(title);
  return spaced?.[1] !== undefined && spaced[2] !== undefined ? { main: spaced[1], sub: spaced[2] } : { main: title };
};
