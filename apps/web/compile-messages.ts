import { join } from 'node:path';
import { compile, type CompilerOptions } from '@inlang/paraglide-js';

/** How `messages/` becomes typed functions in `src/lib/paraglide`: for Vite and for this file when it is run. */
export const messageOptions = {
  project: join(import.meta.dirname, 'project.inlang'),
  outdir: join(import.meta.dirname, 'src/lib/paraglide'),
  // Which language a person sees is decided in lib/i18n, once, for both ends.
  strategy: ['globalVariable', 'baseLocale'],
  isServer: 'import.meta.env.SSR',
  emitGitIgnore: false,
  emitReadme: false,
} satisfies CompilerOptions;

if (import.meta.main) await compile(messageOptions);
