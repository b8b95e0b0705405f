import { presetRules, type JudgingRules } from '@rostrum/domain';
import type { RuleSet } from '@rostrum/scoring';
import { PRESETS, presetOf } from '@rostrum/scoring/presets';
import { copyOf } from '../rules-draft.ts';

/** What the preset sets call things, in English: judges and hall read these names. */
export const ENGLISH: Readonly<Record<string, string>> = {
  一等奖: 'First prize',
  二等奖: 'Second prize',
  三等奖: 'Third prize',
  初赛: 'Preliminary round',
  听众: 'Listeners',
  总分: 'Mark',
  投票: 'Votes',
  现场观众: 'Audience on site',
  红灯: 'Red light',
  评委: 'Judges',
  内容: 'Content',
  语言: 'Language',
  综合印象与现场效果: 'Impression and effect in the room',
  授课形式: 'Teaching form',
  语言表达: 'Language',
  现场效果: 'Effect in the room',
};

export type Group = 'time' | 'pool' | 'votes';
export interface PresetChoice {
  readonly id: string;
  readonly group: Group;
  readonly name: { readonly zh: string; readonly en: string };
}
/** The presets of the scoring package, and our own first. */
export const CHOICES: readonly PresetChoice[] = [
  { id: '', group: 'time', name: { zh: '微党课：四个维度，百分制', en: 'Micro-lecture: four dimensions, out of 100' } },
  ...PRESETS.map(({ id, name, rules }) => ({ id, name, group: groupOf(rules) })),
];
function groupOf({ panels, time }: RuleSet): Group {
  if (panels.length > 1) return 'votes';
  return time ? 'time' : 'pool';
}

/** Those whose name, in either language, or id holds every word that was typed. */
export const found = (choices: readonly PresetChoice[], typed: string): PresetChoice[] => {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/);
  return choices.filter(({ id, name }) => {
    const text = `${id} ${name.zh} ${name.en}`.normalize('NFKC').toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

/** The rules that a preset says, its names in the language of judges and hall; when judging opens stays as it is. */
export const rulesOfPreset = (id: string, language: 'zh' | 'en', opens: JudgingRules['opens']): JudgingRules => {
  const preset = presetOf(id);
  if (!preset) return { ...presetRules(language), opens };
  const set = language === 'zh' ? preset.rules : inEnglish(preset.rules);
  return { title: preset.name[language].slice(0, 80), opens, set };
};

const inEnglish = (set: RuleSet): RuleSet => {
  const turned = copyOf(set);
  const turn = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const named = value as { name?: unknown };
    if (typeof named.name === 'string') named.name = ENGLISH[named.name] ?? named.name;
    for (const one of Object.values(value)) turn(one);
  };
  turn(turned);
  return turned;
};
