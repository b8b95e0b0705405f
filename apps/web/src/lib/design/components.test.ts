import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import Button from './Button.svelte';
import ClockDigits from './ClockDigits.svelte';
import ConfirmDialog from './ConfirmDialog.svelte';
import Field from './Field.svelte';
import QrCode from './QrCode.svelte';
import Segmented from './Segmented.svelte';
import Stepper from './Stepper.svelte';
import { KeyMap } from './key-map.svelte.ts';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('components', () => {
  it('a button that cannot be pressed now says why and takes no press', async () => {
    const onclick = vi.fn();
    render(Button, { why: '还差 1 项', onclick, children: words('提交') });
    const button = screen.getByRole('button', { name: /提交/, description: '还差 1 项' });
    await fireEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(button).toHaveProperty('disabled', false);
  });

  it('a busy button takes no second press', async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { onclick, children: words('保存') });
    await fireEvent.click(screen.getByRole('button'));
    await rerender({ busy: true });
    await fireEvent.click(screen.getByRole('button'));
    expect(onclick).toHaveBeenCalledTimes(1);
  });

  it('a field counts characters as people do, and ties its error to itself', () => {
    render(Field, { label: '名字', value: '𠮷野家', limit: 5, error: '太短' });
    expect(screen.getByText('3 / 5')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: '名字', description: '太短' }).getAttribute('aria-invalid')).toBe(
      'true',
    );
  });

  it('a stepper keeps to its steps without a binary tail', async () => {
    const onchange = vi.fn();
    render(Stepper, { label: '内容', value: 0.2, step: 0.1, max: 0.4, onchange });
    const more = screen.getByRole('button', { name: '加 内容' });
    await fireEvent.click(more);
    await fireEvent.click(more);
    await fireEvent.click(more);
    expect(onchange.mock.calls).toEqual([[0.3], [0.4]]);
  });

  it('a segmented choice is a group of radio buttons', async () => {
    const onchange = vi.fn();
    render(Segmented, {
      label: '排序',
      value: 'top',
      onchange,
      options: [
        { value: 'top', label: '最热' },
        { value: 'new', label: '最新' },
      ],
    });
    await fireEvent.click(screen.getByRole('radio', { name: '最新' }));
    expect(onchange).toHaveBeenCalledWith('new');
  });

  it('the clock is read out as words and shows the plus sign over time', () => {
    render(ClockDigits, { remaining: -83_400, state: 'over', caption: true });
    expect(screen.getByRole('timer', { name: '超时 1 分 23 秒' }).textContent).toContain('+01:23');
  });

  it('a QR code is a picture with a name', () => {
    render(QrCode, { text: 'https://rostrum.example/j/abc' });
    expect(
      screen
        .getByRole('img', { name: /rostrum\.example/ })
        .querySelector('path')
        ?.getAttribute('d'),
    ).toMatch(/^M\d+ \d+h/);
  });

  it('what cannot be undone is asked about, also where there is no <dialog>', async () => {
    const onconfirm = vi.fn();
    render(ConfirmDialog, {
      open: true,
      title: '结束第 19 场？',
      consequence: '不能撤销。',
      act: '结束场次',
      onconfirm,
    });
    const dialog = screen.getByRole('dialog', { name: '结束第 19 场？' });
    expect(dialog.hasAttribute('open')).toBe(true);
    await fireEvent.click(screen.getByRole('button', { name: '取消' }));
    flushSync();
    expect(onconfirm).not.toHaveBeenCalled();
    expect(dialog.hasAttribute('open')).toBe(false);
  });
});

describe('shortcuts', () => {
  const pressOn = (keys: KeyMap, init: KeyboardEventInit): void => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    document.body.addEventListener('keydown', keys.press, { once: true });
    document.body.dispatchEvent(event);
  };

  it('runs the latest binding, and none once it is taken away', () => {
    const keys = new KeyMap();
    const [first, second] = [vi.fn(), vi.fn()];
    keys.add([{ keys: ['p'], label: '', run: first }]);
    const remove = keys.add([{ keys: ['p'], label: '', run: second }]);
    pressOn(keys, { key: 'p', code: 'KeyP' });
    remove();
    pressOn(keys, { key: 'p', code: 'KeyP' });
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('single letters can be switched off; arrows and ? stay', () => {
    const keys = new KeyMap();
    const run = vi.fn();
    keys.add([{ keys: ['p', 'ArrowRight'], label: '', run }]);
    keys.singles = false;
    pressOn(keys, { key: 'p', code: 'KeyP' });
    expect(run).not.toHaveBeenCalled();
    pressOn(keys, { key: 'ArrowRight', code: 'ArrowRight' });
    expect(run).toHaveBeenCalledTimes(1);
    pressOn(keys, { key: '?', code: 'Slash', shiftKey: true });
    expect(keys.listed).toBe(true);
  });

  it('does not repeat while a key is held, unless it says so', () => {
    const keys = new KeyMap();
    const run = vi.fn();
    keys.add([{ keys: ['p'], label: '', run }]);
    pressOn(keys, { key: 'p', code: 'KeyP', repeat: true });
    expect(run).not.toHaveBeenCalled();
  });
});
