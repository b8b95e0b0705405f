import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access, constants, copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const NICE = 10;
const KEPT_OUTPUT = 2000;

/** Where LibreOffice is when it is not on PATH. */
const USUAL_PLACES = [
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
  '/snap/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.com',
];

/** The first that can be executed: on PATH, then in the usual places. */
export async function findLibreOffice(path: string = process.env.PATH ?? ''): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['soffice.com'] : ['soffice', 'libreoffice'];
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  for (const candidate of [...onPath, ...USUAL_PLACES]) {
    const usable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return candidate;
  }
  return undefined;
}

/** No macros, no links to elsewhere, no question at the first start. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
${[
  ['Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['Common/Security/Scripting', 'DisableActiveContent', 'true'],
  ['Common/Load', 'UpdateDocMode', '0'],
  ['Common/Misc', 'FirstRun', 'false'],
]
  .map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`;

/** Chinese fonts that Windows and macOS have and servers lack, and what Noto has in their place. */
const SONG = [
  'SimSun',
  'NSimSun',
  '宋体',
  '新宋体',
  'FangSong',
  '仿宋',
  'KaiTi',
  '楷体',
  'STSong',
  'STKaiti',
  'STFangsong',
];
const HEI = [
  'Microsoft YaHei',
  '微软雅黑',
  'Microsoft YaHei UI',
  'SimHei',
  '黑体',
  'DengXian',
  '等线',
  'STHeiti',
  'PingFang SC',
];

function fontSettings(): string {
  const alias = (family: string, instead: string) =>
    `<alias binding="same"><family>${family}</family><accept><family>${instead}</family></accept></alias>`;
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    ...SONG.map((family) => alias(family, 'Noto Serif CJK SC')),
    ...HEI.map((family) => alias(family, 'Noto Sans CJK SC')),
    '</fontconfig>',
  ].join('\n');
}

export interface Conversion {
  /** path of `soffice` */
  program: string;
  /** the PPTX */
  file: string;
  /** An empty folder of this conversion's own; the caller removes it. */
  folder: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** The path of the PDF inside `folder`, or what went wrong. Rejects with the signal's reason. */
export async function convertToPdf(conversion: Conversion): Promise<{ pdf: string } | { failed: string }> {
  const { program, file, folder, timeoutMs, signal } = conversion;
  const profile = join(folder, 'profile');
  const out = join(folder, 'out');
  const input = join(folder, 'deck.pptx');
  await mkdir(join(profile, 'user'), { recursive: true });
  await mkdir(out);
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
  await writeFile(join(folder, 'fonts.conf'), fontSettings());
  // Windows lets few accounts make links.
  await symlink(resolve(file), input).catch(() => copyFile(file, input));
  const options = ['--headless', '--norestore', '--nologo', '--nodefault', '--nolockcheck'];
  const child = spawn(
    program,
    [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      ...options,
      '--convert-to',
      'pdf:impress_pdf_Export',
      '--outdir',
      out,
      input,
    ],
    {
      cwd: folder,
      // A process group of its own: soffice starts others, and all of them must end together.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        HOME: folder,
        TMPDIR: folder,
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      },
    },
  );
  const output = await finished(child, timeoutMs, signal);
  signal?.throwIfAborted();
  const made = (await readdir(out)).find((name) => name.endsWith('.pdf'));
  return made === undefined ? { failed: output.replaceAll(folder, '') } : { pdf: join(out, made) };
}

/** Waits for the end of the child, and of its whole group when it takes too long; resolves with what it said. */
async function finished(child: ChildProcess, timeoutMs: number, signal?: AbortSignal): Promise<string> {
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const stop = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
  const end = () => {
    killGroup(child);
  };
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  lowerPriority(child);
  const code = await new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (status, killedBy) => {
      resolve(killedBy ?? String(status));
    });
  });
  stop.removeEventListener('abort', end);
  killGroup(child);
  if (stop.aborted) return `ended after ${timeoutMs} ms`;
  return `${output.trim()} (${code})`.trim();
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}

function lowerPriority(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // It has ended already, or the system does not allow it: it then runs as it is.
  }
}
