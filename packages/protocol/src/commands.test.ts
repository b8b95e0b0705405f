import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvelope, parseWorkspaceCommand } from './commands.ts';

const outer = { id: 'press-0000001', run: 1 };
const envelope = (command: unknown, more: object = {}) => parseEnvelope({ ...outer, command, ...more });
const ask = { type: 'question.ask', text: 'Why?', named: false };

describe('envelopes', () => {
  it('[SY1] a command that the domain knows comes through, trimmed and without what it does not know', () => {
    expect(envelope({ ...ask, text: '  Why? ', admin: true }, { extra: 1, pressed: 5 })).toEqual({
      ok: true,
      value: { ...outer, pressed: 5, command: { type: 'question.ask', text: 'Why?', named: false } },
    });
  });
  it.each([
    [{ run: 1, command: ask }, 'id'],
    [{ id: 'short', run: 1, command: ask }, 'id'],
    [{ id: 'x'.repeat(41), run: 1, command: ask }, 'id'],
    [{ ...outer, run: 1.5, command: ask }, 'run'],
    [{ ...outer, pressed: '5', command: ask }, 'pressed'],
    [{ ...outer, secret: 'short', command: ask }, 'secret'],
    [{ ...outer }, 'command'],
    [{ ...outer, command: 'question.ask' }, 'command'],
    [{ ...outer, command: { text: 'x' } }, 'command.type'],
    [{ ...outer, command: { type: 'question.destroy' } }, 'type'],
    [{ ...outer, command: { type: 'constructor' } }, 'type'],
    [{ ...outer, command: { type: '__proto__' } }, 'type'],
    [{ ...outer, command: { type: 'question.ask', named: true } }, 'text'],
    [{ ...outer, command: { ...ask, text: '   ' } }, 'text'],
    [{ ...outer, command: { ...ask, text: 'x'.repeat(301) } }, 'text'],
    [{ ...outer, command: { type: 'page.show', talk: 't', from: 0, to: -1 } }, 'to'],
    [{ ...outer, command: { type: 'page.show', talk: 't', from: 0, to: 0.5 } }, 'to'],
    [{ ...outer, command: { type: 'scene.show', from: 0, scene: { kind: 'remote', layout: 'huge' } } }, 'scene.layout'],
    [{ ...outer, command: { type: 'sheet.send', talk: 't', marks: { content: 30 }, comment: '' } }, 'marks.content'],
    [{ ...outer, command: { type: 'participant.add', name: 'A', roles: [] } }, 'roles'],
  ])('[SY1] names the bad field: %j', (raw, field) => {
    expect(parseEnvelope(raw)).toMatchObject({ ok: false, code: 'bad-command', detail: { field } });
  });
  it('[SY1] a question may have exactly 300 characters, counted as people count them', () => {
    expect(envelope({ ...ask, text: '😀'.repeat(300) }).ok).toBe(true);
    expect(envelope({ ...ask, text: '😀'.repeat(301) }).ok).toBe(false);
  });
  it('[SY1] names that objects inherit are no ids, and touch no prototype', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(envelope({ type: 'question.vote', question: name })).toMatchObject({
        ok: false,
        detail: { field: 'question' },
      });
    }
    const raw: unknown = JSON.parse(
      `{"id":"press-0000001","run":1,"__proto__":{"evil":1},"command":{"type":"sheet.send","talk":"t","comment":"","marks":{"__proto__":"9","constructor":"9","content":"1"},"__proto__":{"evil":1}}}`,
    );
    const parsed = parseEnvelope(raw);
    if (parsed.ok) expect(JSON.stringify(parsed.value)).not.toMatch(/evil|proto|constructor/);
    expect(({} as { evil?: number }).evil).toBeUndefined();
    expect(envelope({ type: 'question.vote', question: 'toString' }).ok).toBe(true);
  });
  it('[SY1] huge input is refused with a short answer', () => {
    const huge = 'x'.repeat(5_000_000);
    for (const raw of [
      { ...outer, command: { ...ask, text: huge } },
      { ...outer, id: huge, command: ask },
      { ...outer, command: { type: huge } },
      { ...outer, command: { type: 'sheet.send', talk: 't', comment: '', marks: { [huge]: '1' } } },
    ]) {
      const parsed = parseEnvelope(raw);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed).length).toBeLessThan(600);
    }
  });
  it('[SY1] whatever arrives, the parsers answer and never throw', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        for (const parsed of [parseEnvelope(raw), parseWorkspaceCommand(raw), envelope(raw)])
          expect(typeof parsed.ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

describe('commands of the workspace', () => {
  it('[SY1] are parsed by their own table', () => {
    expect(parseWorkspaceCommand({ type: 'workspace.create', name: 'W', language: 'zh', owner: 'O', more: 1 })).toEqual(
      { ok: true, value: { type: 'workspace.create', name: 'W', language: 'zh', owner: 'O' } },
    );
    expect(parseWorkspaceCommand({ type: 'workspace.create', name: 'W', language: 'fr', owner: 'O' })).toMatchObject({
      ok: false,
      detail: { field: 'language' },
    });
    expect(parseWorkspaceCommand({ type: 'question.ask' })).toMatchObject({
      ok: false,
      detail: { field: 'type', problem: 'unknown' },
    });
    expect(parseWorkspaceCommand({ type: 'address.choose', address: 'javascript:alert(1)' })).toMatchObject({
      ok: false,
      detail: { field: 'address' },
    });
    expect(parseWorkspaceCommand(null)).toMatchObject({ ok: false });
  });
});
