import type { Role } from '@rostrum/domain';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINE_RULES } from '../proofs/testing/fine-rules.ts';
import { Hall } from '../proofs/testing/hall.ts';
import { proofServer, type ProofServer } from '../proofs/testing/proof-server.ts';
import type { Screen } from '../proofs/testing/screen.ts';
import { removeDir, tempDir } from '../testing/server.ts';

const MARKS = [
  ['81.100001', '82.200003', '83.300009', '84.400027', '85.500081'],
  ['71.100001', '72.200003', '73.300009', '74.400027', '75.500081'],
];
const FILES = ['scores.json', 'scores.csv', 'scores.xlsx', 'audit.json', 'audit.csv'];
const EVIL = '=HYPERLINK("http://evil.example","一封家书")';

describe('what stays of the judging, from the server', () => {
  let dir: string;
  let server: ProofServer;
  let hall: Hall;
  let host: Screen;
  const cookies = new Map<Role, string>();

  /** Somebody who comes later, by their own link. */
  const seat = async (role: 'head-judge' | 'clerk', name: string): Promise<string> => {
    const linksNow = async () =>
      ((await (await ask('host', 'links.json')).json()) as { links: Record<string, string> }).links;
    const before = await linksNow();
    await host.must({ type: 'participant.add', name, roles: [role] });
    const added = Object.entries(await linksNow()).find(([link]) => before[link] === undefined);
    const opened = (await (
      await fetch(`${hall.base}/l/${added?.[1].split('/').pop() ?? ''}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
    ).json()) as { cookie: { name: string; value: string } };
    return `${opened.cookie.name}=${opened.cookie.value}`;
  };
  const ask = (role: Role, file: string, cookie = cookies.get(role) ?? '', path: Role = role): Promise<Response> =>
    fetch(`${hall.base}/s/${hall.session}/${path}/${file}`, { headers: { cookie } });
  /** All text in a file; a workbook is unpacked. */
  const textOf = async (role: Role, file: string): Promise<string> => {
    const bytes = new Uint8Array(await (await ask(role, file)).arrayBuffer());
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return strFromU8(bytes);
    return Object.values(unzipSync(bytes))
      .map((one) => strFromU8(one))
      .join('\n');
  };
  const judgeTalk = async (at: number, judges: readonly Screen[]): Promise<void> => {
    const talk = hall.talks[at] ?? '';
    await host.must({ type: 'item.open', ...(at === 0 ? {} : { from: hall.talks[at - 1] }), to: talk });
    for (const [n, judge] of judges.entries()) {
      const command = {
        type: 'sheet.send',
        talk,
        marks: { whole: MARKS[at]?.[n] ?? '' },
        comment: `评语 ${MARKS[at]?.[n]}`,
      };
      expect(await judge.keep(command as Parameters<Screen['keep']>[0])).toMatchObject({ ok: true });
    }
    await host.must({ type: 'judging.close', talk });
  };

  beforeAll(async () => {
    dir = await tempDir();
    server = await proofServer(dir);
    hall = await Hall.open(server.base, await server.ownerToken(), {
      talks: [
        { title: EVIL, speaker: { name: '@陈思远' } },
        { title: '林海', speaker: { name: '周岚' } },
      ],
      settings: { marksShown: 'talk' },
      rules: FINE_RULES,
    });
    host = await hall.screen(hall.host);
    cookies.set('host', hall.owner);
    cookies.set('head-judge', await seat('head-judge', '方评委长'));
    cookies.set('clerk', await seat('clerk', '田计分'));
    for (const role of ['judge', 'speaker', 'projector', 'timekeeper', 'remote'] as const)
      cookies.set(role, hall.seat(role).cookie);
    cookies.set('audience', (await hall.guest('访客')).cookie);
    await host.must({ type: 'session.start' });
    const judges = await Promise.all(hall.seats('judge').map((one) => hall.screen(one)));
    await judgeTalk(0, judges);
    await judgeTalk(1, judges);
    judges.forEach((one) => one.close());
  });
  afterAll(async () => {
    host.close();
    await server.close();
    await removeDir(dir);
  });

  it('is for host, head judge and tally clerk, each by their own path, and for nobody else', async () => {
    for (const path of ['host', 'head-judge', 'clerk'] as const) {
      for (const [role, cookie] of cookies) {
        for (const file of FILES) {
          const { status } = await ask(role, file, cookie, path);
          expect([path, role, file, status === 401]).toEqual([path, role, file, role !== path]);
        }
      }
      expect((await ask('audience', 'scores.json', '', path)).status).toBe(401);
    }
    for (const role of ['judge', 'speaker', 'audience', 'projector'] as const)
      expect((await (await ask(role, 'scores.json')).text()).includes('"document"')).toBe(false);
  });

  it('[OU5] [OU7] holds no figure before marks are opened, and only of those that are', async () => {
    for (const role of ['host', 'head-judge', 'clerk'] as const) {
      for (const file of ['scores.csv', 'scores.xlsx', 'scores.csv?anonymous=1']) {
        const refused = await ask(role, file);
        expect([refused.status, await refused.json()]).toEqual([409, { ok: false, code: 'results-not-open' }]);
      }
      for (const file of FILES) {
        const text = await textOf(role, file);
        for (const mark of MARKS.flat()) expect(text).not.toContain(mark);
        expect(text).not.toContain('评语');
      }
      expect(await textOf(role, 'scores.json')).toContain('"figures":"held"');
    }
    await host.must({ type: 'results.open', talk: hall.talks[0] ?? '' });
    for (const file of [...FILES, 'scores.xlsx?anonymous=1']) {
      const text = await textOf('clerk', file);
      for (const mark of MARKS[0] ?? []) expect([file, text.includes(mark)]).toEqual([file, true]);
      for (const mark of MARKS[1] ?? []) expect([file, text.includes(mark)]).toEqual([file, false]);
      expect(text).not.toContain('评语 7');
    }
    await host.must({ type: 'results.open' });
    expect(await textOf('host', 'scores.xlsx')).toContain('73.300009');
  });

  it('[OU6] anonymous files name no judge, and keep one order', async () => {
    const names = ['甲', '乙', '丙', '丁', '戊'];
    for (const file of ['scores.json', 'scores.csv', 'scores.xlsx']) {
      const text = await textOf('host', `${file}?anonymous=1`);
      for (const judge of hall.seats('judge')) expect(text).not.toContain(judge.participant);
      for (const name of names) expect([file, name, text.includes(name)]).toEqual([file, name, false]);
      expect(text).not.toContain('评语 ');
      expect(text).toContain('83.300009');
    }
    const first = await textOf('host', 'scores.csv?anonymous=1');
    expect(await textOf('clerk', 'scores.csv?anonymous=1')).toBe(first);
    expect((await ask('host', 'scores.csv?anonymous=yes')).status).toBe(400);
  });

  it('has Chinese names, figures that are numbers with their decimals, and no formula', async () => {
    const csv = await ask('host', 'scores.csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('第一场 评分汇总表 ')}`,
    );
    expect(csv.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = strFromU8(bytes);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""一封家书"")",'@陈思远`);
    const parts = unzipSync(new Uint8Array(await (await ask('host', 'scores.xlsx')).arrayBuffer()));
    const sheets = Object.entries(parts).filter(([path]) => path.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(4);
    for (const [, sheet] of sheets) expect(strFromU8(sheet)).not.toMatch(/<f[ >]/);
    expect(strFromU8(sheets[0]![1])).toMatch(/<v>81\.100001<\/v>/);
    expect(strFromU8(parts['xl/styles.xml']!)).toContain('0.000000');
    const audit = await textOf('head-judge', 'audit.csv');
    expect(audit).toMatch(/甲,评委,.*》甲交评分表/);
  });
});
