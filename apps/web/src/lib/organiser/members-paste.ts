import type { MemberSummary } from '@rostrum/protocol';

interface PastedMember {
  readonly name: string;
  readonly unit?: string;
}
export interface Pasted {
  readonly members: readonly PastedMember[];
  /** Lines, from 1, whose name or unit is longer than the roster holds. */
  readonly tooLong: readonly number[];
  /** Lines that say what stands on the roster or in an earlier line already. */
  readonly known: number;
}
const SEPARATOR = /[,，\t;；]/;
const NAME = 60;
const UNIT = 80;

/** A roster as people paste it: a line for each member, `name, unit` or `name` alone, as from a table or a message. */
export const parseMembers = (text: string, roster: readonly Pick<MemberSummary, 'name' | 'unit'>[]): Pasted => {
  const seen = new Set(roster.map((one) => `${one.name}\n${one.unit ?? ''}`));
  const members: PastedMember[] = [];
  const tooLong: number[] = [];
  let known = 0;
  text.split(/\r?\n/).forEach((line, index) => {
    const at = line.search(SEPARATOR);
    const name = (at < 0 ? line : line.slice(0, at)).trim();
    const unit = at < 0 ? '' : line.slice(at + 1).trim();
    if (name === '') return;
    const key = `${name}\n${unit}`;
    if ([...name].length > NAME || [...unit].length > UNIT) tooLong.push(index + 1);
    else if (seen.has(key)) known += 1;
    else {
      seen.add(key);
      members.push({ name, ...(unit === '' ? {} : { unit }) });
    }
  });
  return { members, tooLong, known };
};

/** The roster takes so many in one command. */
const BATCH = 500;
export const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH));
