/** `pnpm score FILE …`: ranks and explanations from a rule set and sheets. */
import { run } from './run.ts';

const language = /^zh/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'zh' : 'en';
const { code, out, err } = await run(process.argv.slice(2), language);
if (out.length > 0) console.log(out.join('\n'));
if (err.length > 0) console.error(err.join('\n'));
process.exitCode = code;
