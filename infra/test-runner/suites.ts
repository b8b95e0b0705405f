import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Children } from '../processes/children.ts';
import { buildWhenChanged } from '../web-build/build-when-changed.ts';
import type { NeedName } from './needs.ts';
import { countVitest, type Counts, type VitestReport } from './vitest-counts.ts';

interface SuiteContext {
  readonly root: string;
  readonly children: Children;
  readonly ci: boolean;
}

export interface Suite {
  readonly name: string;
  readonly needs: readonly NeedName[];
  run(context: SuiteContext): Promise<Counts>;
}

/** One program that passes or fails as a whole, and so counts as one check. */
async function check(context: SuiteContext, folder: string, script: string[], args: string[]): Promise<Counts> {
  const cwd = join(context.root, folder);
  const program = join(cwd, 'node_modules', ...script);
  const { code, output } = await context.children.run(process.execPath, [program, ...args], { cwd, output: 'kept' });
  if (code === 0) return { passed: 1, failed: 0, troubles: [] };
  console.log(output.trimEnd());
  return { passed: 0, failed: 1, troubles: [`${script.at(-1) ?? ''} ended with ${code ?? 'a signal'}`] };
}

/** Writes what types and type-aware lint rules of the web app read: the routes' types and the message catalogue. */
async function prepareWeb(context: SuiteContext): Promise<Counts> {
  // The options of apps/web/vite.config.ts, so that nothing that was built from them differs afterwards.
  const compile = ['compile', '--project', './project.inlang', '--outdir', './src/lib/paraglide', '--silent'].concat(
    ['--strategy', 'globalVariable', 'baseLocale', '--is-server', 'import.meta.env.SSR'],
    ['--no-emit-git-ignore', '--no-emit-readme'],
  );
  const parts = sum([
    await check(context, 'apps/web', ['@sveltejs', 'kit', 'svelte-kit.js'], ['sync']),
    await check(context, 'apps/web', ['@inlang', 'paraglide-js', 'bin', 'run.js'], compile),
  ]);
  // A step on the way, not a check of its own: only its failure counts.
  return { ...parts, passed: 0 };
}

async function vitest(context: SuiteContext, projects: string[], mustCover: string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-test-'));
  const reportPath = join(folder, 'report.json');
  const { code } = await context.children.run(
    process.execPath,
    [
      join(context.root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
    ],
    { cwd: context.root, output: 'shown' },
  );
  const report = await readFile(reportPath, 'utf8').then(
    (text) => JSON.parse(text) as VitestReport,
    () => undefined,
  );
  await rm(folder, { recursive: true, force: true });
  return countVitest(report, { exitCode: code, skippedFail: context.ci, mustCover });
}

function sum(parts: readonly Counts[]): Counts {
  return {
    passed: parts.reduce((total, part) => total + part.passed, 0),
    failed: parts.reduce((total, part) => total + part.failed, 0),
    troubles: parts.flatMap((part) => part.troubles),
  };
}

/** In the order in which they run: what answers soonest comes first. */
export const suites: readonly Suite[] = [
  {
    name: 'format',
    needs: [],
    run: (context) => check(context, '.', ['prettier', 'bin', 'prettier.cjs'], ['--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'types',
    needs: [],
    run: async (context) =>
      sum([
        await check(context, '.', ['typescript', 'bin', 'tsc'], ['-p', 'tsconfig.json']),
        await check(context, '.', ['typescript', 'bin', 'tsc'], ['-p', 'infra/tsconfig.json']),
        await prepareWeb(context),
        await check(
          context,
          'apps/web',
          ['svelte-check', 'bin', 'svelte-check'],
          ['--tsconfig', './tsconfig.json', '--output', 'human'],
        ),
      ]),
  },
  {
    name: 'lint',
    needs: [],
    run: async (context) =>
      sum([
        await prepareWeb(context),
        await check(context, '.', ['eslint', 'bin', 'eslint.js'], ['.', '--max-warnings', '0']),
      ]),
  },
  {
    name: 'unit',
    needs: ['poppler', 'cjkFonts', 'libreoffice'],
    run: (context) => vitest(context, ['unit', 'web'], ['/packages/', '/apps/server/', '/apps/web/']),
  },
  {
    name: 'build',
    needs: [],
    run: async ({ root, children }) => {
      const built = await buildWhenChanged(root, children, (line) => console.log(line));
      return built ? { passed: 1, failed: 0, troubles: [] } : { passed: 0, failed: 1, troubles: ['vite build failed'] };
    },
  },
  {
    name: 'integration',
    needs: ['poppler', 'cjkFonts', 'libreoffice', 'strace', 'iproute2', 'redis', 'ffmpeg', 'livekit'],
    run: (context) => vitest(context, ['integration'], []),
  },
  {
    name: 'journey',
    needs: ['redis', 'chromium', 'poppler', 'cjkFonts', 'ffmpeg', 'livekit'],
    run: (context) => vitest(context, ['journey'], []),
  },
  {
    name: 'engines',
    needs: ['chromium', 'poppler', 'cjkFonts', 'chromium88', 'firefox', 'webkit'],
    run: (context) => vitest(context, ['engines'], []),
  },
];
