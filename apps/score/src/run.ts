import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { biasOf, checkContest, parseContest, parseRules, score } from '@rostrum/scoring';
import type { Contest, RuleSet } from '@rostrum/scoring';
import { PRESETS, presetOf } from '@rostrum/scoring/presets';
import { phrasesOf, sayContestProblem, sayRuleProblem } from '@rostrum/scoring/words';
import type { Phrases } from '@rostrum/scoring/words';
import { contestOf } from './contest-of.ts';
import type { ClockProposal } from './facts.ts';
import { readTables } from './read-tables.ts';
import { biasReport, placesReport, stepsReport } from './report.ts';
import { cellName } from './table.ts';
import { TEXTS } from './texts.ts';
import type { Texts } from './texts.ts';

export interface Output {
  /** 0: scored. 1: something is wrong with rules or marks. 2: the call itself was not understood. */
  readonly code: 0 | 1 | 2;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** What is wrong with what was given; ends the run with words and a code. */
class Trouble extends Error {
  readonly lines: readonly string[];
  readonly code: 1 | 2;
  constructor(lines: readonly string[], code: 1 | 2 = 1) {
    super(lines.join('\n'));
    this.lines = lines;
    this.code = code;
  }
}

/** `pnpm score`: everything but the printing. `language` is spoken where `--lang` says nothing. */
export async function run(args: readonly string[], language: 'zh' | 'en'): Promise<Output> {
  const call = readCall(args);
  const lang = call?.values.lang === 'zh' || call?.values.lang === 'en' ? call.values.lang : language;
  const [texts, phrases] = [TEXTS[lang], phrasesOf(lang)];
  if (call?.values.preset === 'list') {
    return { code: 0, out: PRESETS.map(({ id, name }) => `${id}  ${name[lang]}`), err: [] };
  }
  const [file] = call?.positionals ?? [];
  if (!call || file === undefined) return { code: 2, out: [], err: [texts.usage] };
  try {
    return await scored(file, call.values, texts, phrases);
  } catch (error) {
    if (error instanceof Trouble) return { code: error.code, out: [], err: error.lines };
    throw error;
  }
}

function readCall(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  const options = { rules: text, preset: text, lang: text, 'confirm-time': flag, bias: flag, brief: flag, json: flag };
  try {
    // pnpm passes the `--` on that some put before a program's own arguments.
    return parseArgs({ args: args.filter((one) => one !== '--'), allowPositionals: true, options });
  } catch {
    return undefined;
  }
}

type Options = NonNullable<ReturnType<typeof readCall>>['values'];

async function scored(file: string, options: Options, texts: Texts, phrases: Phrases): Promise<Output> {
  const { rules, contest, proposals } = await load(file, options, texts, phrases);
  const wrong = checkContest(rules, contest);
  if (wrong.length > 0) throw new Trouble(wrong.map((one) => sayContestProblem(one, phrases)));
  const result = score(rules, contest);
  const err = proposals.map(({ talk, seconds, reason, points, out }) =>
    out
      ? texts.proposedOut(talk, seconds, phrases.reason(reason))
      : texts.proposed(talk, seconds, phrases.reason(reason), points),
  );
  if (err.length > 0 && !options['confirm-time']) err.push(texts.notConfirmed);
  if (options.json) {
    const { rules: _rules, contest: _contest, ...rest } = result;
    return { code: 0, out: [JSON.stringify(rest, undefined, 2)], err };
  }
  const bias = options.bias ? rules.panels.flatMap(({ id }) => biasOf(result, id) ?? []) : [];
  const out = [
    ...placesReport(result, texts, phrases),
    ...(options.brief ? [] : ['', texts.explained, ...stepsReport(result, phrases)]),
    ...bias.flatMap((report) => biasReport(report, texts)),
  ];
  return { code: 0, out, err };
}

interface Loaded {
  readonly rules: RuleSet;
  readonly contest: Contest;
  readonly proposals: readonly ClockProposal[];
}

async function load(file: string, options: Options, texts: Texts, phrases: Phrases): Promise<Loaded> {
  if (extname(file).toLowerCase() === '.json') {
    const data = (await readJson(file, texts)) as { rules?: unknown; preset?: unknown; contest?: unknown };
    const rules = await rulesFor(options, data, texts, phrases);
    const parsed = parseContest(data.contest);
    if (!parsed.ok) throw new Trouble(parsed.problems.map((one) => sayRuleProblem(one, phrases)));
    return { rules, contest: parsed.contest, proposals: [] };
  }
  const rules = await rulesFor(options, {}, texts, phrases);
  const tables = await readTables(file).catch((error: unknown) => {
    throw new Trouble([texts.unreadable(file, error instanceof Error ? error.message : String(error))]);
  });
  const { problems, ...read } = contestOf(rules, tables, options['confirm-time'] ?? false);
  if (problems.length > 0) {
    const lines = problems.map(({ table, row, column, problem, value }) => {
      const name = cellName(row, column);
      const where = texts.cell(table, name, row + 1, name.replace(/\d+$/, ''));
      return `${where}: ${texts.cellProblem[problem]}${value === undefined ? '' : ` “${value}”`}`;
    });
    throw new Trouble(lines);
  }
  return { rules, ...read };
}

async function rulesFor(
  { rules: file, preset }: Options,
  given: { rules?: unknown; preset?: unknown },
  texts: Texts,
  phrases: Phrases,
): Promise<RuleSet> {
  const id = preset ?? (file === undefined && given.rules === undefined ? given.preset : undefined);
  if (id !== undefined) {
    const asked = typeof id === 'string' ? id : JSON.stringify(id);
    const found = presetOf(asked);
    const known = PRESETS.map((one) => one.id).join(', ');
    if (!found) throw new Trouble([texts.unknownPreset(asked, known)], 2);
    return found.rules;
  }
  const data = file === undefined ? given.rules : await readJson(file, texts);
  if (data === undefined) throw new Trouble([texts.needsRules], 2);
  // A file of a session's rules has the rule set in it, beside what only a session needs.
  const parsed = parseRules(typeof data === 'object' && data !== null && 'set' in data ? data.set : data);
  if (!parsed.ok) throw new Trouble(parsed.problems.map((one) => sayRuleProblem(one, phrases)));
  return parsed.rules;
}

async function readJson(file: string, texts: Texts): Promise<object> {
  try {
    const data: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof data === 'object' && data !== null) return data;
    throw new Error('{…}');
  } catch (error) {
    throw new Trouble([texts.unreadable(file, error instanceof Error ? error.message : String(error))]);
  }
}
