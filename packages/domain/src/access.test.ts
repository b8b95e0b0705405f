import { describe, expect, it } from 'vitest';
import { ACCESS, allows } from './access.ts';
import { ROLES } from './kernel.ts';
import { sessionCommands, sessionEvents, type SessionCommand } from './session.ts';
import { personalMarks } from './kernel.ts';
import { workspaceEvents } from './workspace/workspace.ts';

/** AC1, written out by hand, so that nobody widens a row in passing: h host, t timekeeper, s speaker, j judge, a audience, r remote, e head judge, c clerk, o owner, y system. */
const TABLE = `
session.open y kept | run.close y kept | session.start h live | session.end h live | session.configure ho kept
item.add ho kept | item.change ho kept | item.remove ho kept | item.move ho kept | item.open h live
countdown.start hts live | countdown.pause hts live | countdown.resume hts live | countdown.end hts live | countdown.reset ht live | countdown.limit ht live
deck.accept y kept | deck.progress y kept | deck.reject y kept | deck.remove hso kept | page.show hs live
question.ask hsjar kept | question.vote jar kept | question.unvote jar kept | question.approve h kept | question.hide h kept
question.feature h kept | question.unfeature h kept | question.answer h kept | question.restore h kept
judging.configure ho kept | judging.open hc live | judging.close hc live | judging.reopen hc live | sheet.draft j kept | sheet.send j kept
sheet.note j kept | sheet.return hec kept | sheet.enter hc kept | judge.excuse hec kept | judge.include hec kept | judge.recuse j kept
judge.add hc kept | judge.nudge hec live | talk.stand hc kept | deduction.add hc kept | deduction.confirm htc kept | deduction.waive htc kept
vote.open hc live | vote.close hc live | vote.cast arsj kept | vote.rate ars kept | figure.enter hc kept
tie.open hec live | tie.vote j kept | tie.close hec live | results.open h live
result.finalise hc live | result.sign hec kept | result.reopen he kept | result.release h kept
reveal.begin h live | reveal.step h live | reveal.finish h live | scene.show h live
hand.raise r live | hand.lower hry live | stage.invite h live | stage.uninvite h live | stage.accept sr live | stage.decline sr live | stage.leave sr live
stage.remove hy live | stage.mute hsry live | stage.unmute sr live
participant.add ho kept | participant.change ho kept | participant.join y kept | self.describe tsjarec kept | participant.leave y kept | participant.erase y kept
link.issue ho kept | link.revoke hoy kept | message.send h live | message.acknowledge tsjec kept | message.withdraw h kept
record.write ho kept | record.confirm ho kept | record.reopen ho kept | undo h live`;
const LETTER: Record<string, string> = {
  host: 'h',
  timekeeper: 't',
  'head-judge': 'e',
  clerk: 'c',
  speaker: 's',
  judge: 'j',
  audience: 'a',
  remote: 'r',
  owner: 'o',
  system: 'y',
  projector: 'p',
};
const rows = new Map(
  TABLE.trim()
    .split(/\n| \| /)
    .map((line) => line.trim().split(' ') as [string, string, string])
    .map((row) => [row[0], row]),
);

describe('access', () => {
  it('[AC1] every command has a row, and no row is without a command', () => {
    expect(Object.keys(ACCESS).sort()).toEqual(Object.keys(sessionCommands).sort());
    expect([...rows.keys()].sort()).toEqual(Object.keys(sessionCommands).sort());
  });
  it.each(Object.keys(ACCESS) as SessionCommand['type'][])('[AC1] [SE1] %s: each role may or may not', (type) => {
    const [, letters, delivery] = rows.get(type)!;
    for (const role of [...ROLES, 'owner', 'system'] as const)
      expect(allows(role, type), role).toBe(letters.includes(LETTER[role]!));
    expect(ACCESS[type].delivery).toBe(delivery);
  });
  it('[AC2] a projector gives no command at all', () => {
    for (const type of Object.keys(ACCESS) as SessionCommand['type'][]) expect(allows('projector', type)).toBe(false);
  });
});

describe('personal fields', () => {
  const flat = (marks: ReturnType<typeof personalMarks>) =>
    Object.entries(marks)
      .flatMap(([type, all]) => all.map((one) => `${type} ${one.path.join('.')} of ${one.person.join('.')}`))
      .sort();
  it('[PR1] every name and unit in an event is marked with whose it is', () => {
    expect(flat(personalMarks(sessionEvents))).toEqual([
      'deck.accepted name of deck',
      'deck.rejected name of talk',
      'participant.added name of participant',
      'participant.added unit of participant',
      'participant.changed name of participant',
      'participant.changed unit of participant',
      'participant.joined name of participant',
      'record.written text of session',
    ]);
    expect(flat(personalMarks(workspaceEvents))).toEqual([
      'member.added name of member',
      'member.added unit of member',
      'member.changed name of member',
      'member.changed unit of member',
      'run.opened opening.decks.*.facts.name of opening.decks.*.facts.deck',
      'run.opened opening.participants.*.name of opening.participants.*.participant',
      'run.opened opening.participants.*.unit of opening.participants.*.participant',
      'session.created opening.decks.*.facts.name of opening.decks.*.facts.deck',
      'session.created opening.participants.*.name of opening.participants.*.participant',
      'session.created opening.participants.*.unit of opening.participants.*.participant',
      'workspace.created owner of ownerId',
    ]);
  });
  it('[PR1] no event has a field called name, unit or owner that is not marked, but for what is no person’s', () => {
    const found: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      const { entries, wrapped, item, value, options } = schema as {
        entries?: Record<string, unknown>;
        wrapped?: unknown;
        item?: unknown;
        value?: unknown;
        options?: unknown[];
      };
      for (const [key, one] of Object.entries(entries ?? {})) {
        if (['name', 'unit', 'owner'].includes(key)) found.push(`${path}.${key}`);
        walk(one, `${path}.${key}`);
      }
      for (const one of [wrapped, item, value, ...(Array.isArray(options) ? options : [])])
        if (typeof one === 'object' && one !== null) walk(one, path);
    };
    const all = { ...sessionEvents, ...workspaceEvents };
    for (const [type, schema] of Object.entries(all)) walk(schema, type);
    const marked = new Set(
      Object.entries(personalMarks(all)).flatMap(([type, marks]) =>
        marks.map((one) => `${type}.${one.path.filter((part) => part !== '*').join('.')}`),
      ),
    );
    const impersonal =
      /^workspace\.(created|changed)\.name$|criteria\.name$|\.set\..*name$|^reveal\.begun\.steps\.name$/;
    expect(found.filter((one) => !marked.has(one) && !impersonal.test(one))).toEqual([]);
    expect(found.length).toBeGreaterThan(14);
  });
});
