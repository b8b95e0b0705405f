import type { JudgingRules } from '@rostrum/domain';
import { fileNameOf, rulesFile } from './rules-file.ts';

/** Hands the rules to the browser as a file to keep. */
export const saveRulesFile = (rules: JudgingRules): void => {
  const url = URL.createObjectURL(new Blob([rulesFile(rules)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(rules.title);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
