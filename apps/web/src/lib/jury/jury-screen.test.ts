import { juryDeskView } from '@rostrum/domain';
import { scenario } from '@rostrum/domain/testing';
import type { Answer } from '@rostrum/protocol';
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { Toasts } from '#lib/design/toasts.svelte.ts';
import { FixtureConnection } from '#lib/sync/fixture.svelte.ts';
import JuryHarness from './testing/JuryHarness.svelte';

const play = scenario('judging', { sheets: 3, settings: { marksShown: 'end' } });
const talk = play.state.order.current!;
const last = play.judges[play.judges.length - 1]!;
const OK: Answer = { ok: true, revision: 1 };

const open = (role: 'head-judge' | 'clerk', options: { answer?: Answer; asked?: string } = {}) => {
  const view = juryDeskView(play.state, role);
  const { answer = OK, asked } = options;
  const connection = new FixtureConnection({
    role,
    view,
    participant: 'somebody',
    now: play.now,
    answer: () => answer,
  });
  const toasts = new Toasts();
  const shown = { connection: connection as never, toasts };
  render(JuryHarness, asked === undefined ? shown : { ...shown, asked });
  return connection;
};

describe('the jury’s screen', () => {
  it('shows a state for every judge and talk, and no mark while marks are held', () => {
    open('head-judge');
    const cells = document.querySelectorAll('[data-sheet]');
    expect(cells).toHaveLength(play.judges.length * play.talks.length);
    expect(document.body.textContent).not.toMatch(/\d\d\.\d/);
    expect(screen.queryByRole('button', { name: '纸质评分表' })).toBeNull();
  });

  it('lets a head judge ask for a sheet and send none in', async () => {
    const connection = open('head-judge');
    await fireEvent.click(document.querySelector(`[data-sheet="${talk}.${last}"]`)!);
    const dialog = within(screen.getAllByRole('dialog', { hidden: true })[0]!);
    await fireEvent.click(dialog.getByText('催交'));
    expect(connection.sent).toEqual([{ type: 'judge.nudge', talk, judge: last }]);
    expect(dialog.queryByText('代录纸质评分表')).toBeNull();
  });

  it('opens the sheet of a scanned code, types it in with wide digits, and names a criterion that differs', async () => {
    const answer: Answer = { ok: false, code: 'entries-differ', detail: { criterion: 'form' } };
    const connection = open('clerk', { answer, asked: `${talk}.${last}` });
    const dialog = within(screen.getAllByRole('dialog', { hidden: true })[0]!);
    const given = { 内容: '３６', 授课形式: '17,5', 语言表达: '18', 现场效果: '18' };
    for (const [name, value] of Object.entries(given))
      await fireEvent.input(dialog.getByLabelText(name), { target: { value } });
    await fireEvent.click(dialog.getByText('录好，等第二人'));
    expect(connection.sent).toEqual([
      {
        type: 'sheet.enter',
        talk,
        judge: last,
        marks: { content: '36', form: '17.5', language: '18', presence: '18' },
        comment: '',
      },
    ]);
    expect((await dialog.findByRole('alert', { hidden: true })).textContent).toContain('授课形式');
  });

  it('does not send a mark that the rubric has not', async () => {
    const connection = open('clerk', { asked: `${talk}.${last}` });
    const dialog = within(screen.getAllByRole('dialog', { hidden: true })[0]!);
    await fireEvent.input(dialog.getByLabelText('内容'), { target: { value: '41' } });
    await fireEvent.click(dialog.getByText('录好，等第二人'));
    expect(connection.sent).toEqual([]);
    expect(dialog.getAllByRole('alert', { hidden: true })[0]!.textContent).toContain('0–40');
  });
});
