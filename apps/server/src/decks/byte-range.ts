import type { ByteRange } from '@rostrum/blobs';

/**
 * RFC 9110, 14.2: one range of bytes out of `total`; `undefined` when the whole is to be sent (no range, several, or one
 * that cannot be read), 'unsatisfiable' when it begins past the end.
 */
export const byteRange = (
  header: string | undefined,
  total: number,
): Required<ByteRange> | 'unsatisfiable' | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return undefined;
  if (first === '')
    return Number(last) === 0 || total === 0
      ? 'unsatisfiable'
      : { start: Math.max(0, total - Number(last)), end: total - 1 };
  const [start, end] = [Number(first), last === '' ? total - 1 : Math.min(Number(last), total - 1)];
  if (last !== '' && Number(last) < start) return undefined;
  return start >= total ? 'unsatisfiable' : { start, end };
};
