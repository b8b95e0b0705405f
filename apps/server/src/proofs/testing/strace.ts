/** One system call of a trace made by `strace -f -yy -ttt`: begun and ended at these lines. */
export interface Call {
  readonly name: string;
  /** What it was called with, as strace writes it: descriptors with their paths in angle brackets. */
  readonly text: string;
  readonly begun: number;
  readonly ended: number;
}

/** The calls of a trace in the order in which they began; a call that another thread interrupted is put together again. */
export const readTrace = (trace: string): Call[] => {
  const calls: Call[] = [];
  const open = new Map<string, { name: string; text: string; begun: number }>();
  trace.split('\n').forEach((line, at) => {
    const begin = /^(?:\[pid +)?(\d+)\]? +[\d.]+ (\w+)\((.*)$/s.exec(line);
    const [, thread = '', name = '', text = ''] = begin ?? [];
    if (begin && text.includes('<unfinished ...>')) open.set(thread, { name, text, begun: at });
    else if (begin) calls.push({ name, text, begun: at, ended: at });
    const resumed = /^(?:\[pid +)?(\d+)\]? +[\d.]+ <\.\.\. (\w+) resumed>(.*)$/s.exec(line);
    const found = resumed && open.get(resumed[1] ?? '');
    if (found) {
      open.delete(resumed[1] ?? '');
      calls.push({ ...found, text: found.text + (resumed[3] ?? ''), ended: at });
    }
  });
  return calls.sort((a, b) => a.begun - b.begun);
};
