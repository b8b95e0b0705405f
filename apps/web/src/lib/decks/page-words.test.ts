import { render, screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { PageTexts } from '#lib/sync/page-texts.svelte.ts';
import PageWords from './PageWords.svelte';

it('the words of a page are there for screen readers, asked for under the own role and only once its picture is there', async () => {
  const get = vi.fn((url: string) =>
    Promise.resolve({ ok: true, status: 200, json: () => Promise.resolve({ text: ` ${url} ` }) }),
  );
  const texts = new PageTexts('s', 'audience', get);
  const page = { session: 's', role: 'audience', deck: 'd', index: 3, texts } as const;
  const { rerender, container } = render(PageWords, { ...page, drawn: false });
  expect(get).not.toHaveBeenCalled();
  expect(container.textContent).toBe('');
  await rerender({ ...page, drawn: true });
  await waitFor(() => expect(screen.getByText('/s/s/audience/page/d/3/text.json')).toBeTruthy());
  await rerender({ ...page, index: 4, drawn: false });
  expect(container.textContent).toBe('');
  expect(get).toHaveBeenCalledTimes(1);
});
