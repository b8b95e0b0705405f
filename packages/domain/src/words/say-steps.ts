import { phrasesOf, sayStep, type Language, type SaidStep } from '@rostrum/scoring/words';
import type { ScoreDocument, ScoreRow } from '../score-document.ts';
import type { DocumentPhrases } from './phrases.ts';
import { personName } from './say-audit.ts';

/** How a column of the document is called: a person, or “Judge A”. */
export const judgeName = (document: Pick<ScoreDocument, 'judges'>, key: string, phrases: DocumentPhrases): string => {
  const judge = document.judges[key];
  if (judge === undefined) return '–';
  return 'letter' in judge ? phrases.judge(judge.letter) : personName(judge.person, phrases);
};

/** The name of a panel, or what the document calls one without. */
export const panelName = (document: Pick<ScoreDocument, 'panels'>, panel: string, phrases: DocumentPhrases): string => {
  const found = document.panels.find((one) => one.panel === panel);
  return found?.name ?? (found?.leading ? phrases.columns.judge : panel);
};

/** How a talk's total and place came about, step by step. */
export const saySteps = (
  document: ScoreDocument,
  row: Pick<ScoreRow, 'steps'>,
  language: Language,
  phrases: DocumentPhrases,
): SaidStep[] =>
  row.steps.map((step) =>
    sayStep(step, phrasesOf(language), {
      judge: (key) => judgeName(document, key, phrases),
      talk: (talk) => document.rows.find((one) => one.talk === talk)?.title ?? phrases.removed,
      panel: (panel) => panelName(document, panel, phrases),
      criterion: (id, panel) =>
        document.panels.find((one) => one.panel === panel)?.criteria.find((one) => one.id === id)?.name ?? id,
      award: (award) => document.awards.find((one) => one.award === award)?.name ?? award,
    }),
  );
