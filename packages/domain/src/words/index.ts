import { en } from './en.ts';
import type { DocumentPhrases } from './phrases.ts';
import { zh } from './zh.ts';

export type { DocumentPhrases };
export { personName, sayLine, type SaidLine } from './say-audit.ts';
export { judgeName, panelName, saySteps } from './say-steps.ts';

/** What score summaries, their files and audits are worded with, on screens and in files alike. */
export const documentPhrases = (language: 'zh' | 'en'): DocumentPhrases => (language === 'zh' ? zh : en);
