import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { KeyMap } from './key-map.svelte.ts';

it('keeps all bindings when the words of several parts change at once', () => {
  const keys = new KeyMap();
  let language = $state('zh');
  const stop = $effect.root(() => {
    for (const key of ['a', 'b', 'c'])
      $effect(() => keys.add([{ keys: [key], label: `${key} ${language}`, run: () => undefined }]));
  });
  flushSync();
  language = 'en';
  flushSync();
  expect(keys.bindings.map((one) => one.label).sort()).toEqual(['a en', 'b en', 'c en']);
  stop();
  expect(keys.bindings).toEqual([]);
});
