import { expect, it } from 'vitest';
import { MemoryStorage } from '#lib/sync/device-storage.ts';
import { QuestionDraft } from './draft.ts';

it('comes back as it was left, each person’s own', () => {
  const storage = new MemoryStorage();
  new QuestionDraft(storage, 's/1/p').write({ text: '改造费用谁来出？', anonymous: true });
  expect(new QuestionDraft(storage, 's/1/p').read()).toEqual({ text: '改造费用谁来出？', anonymous: true });
  expect(new QuestionDraft(storage, 's/1/other').read()).toBeUndefined();
});
it('is gone once emptied', () => {
  const storage = new MemoryStorage();
  const draft = new QuestionDraft(storage, 's');
  draft.write({ text: 'x', anonymous: false });
  draft.write({ text: '  ', anonymous: false });
  expect(draft.read()).toBeUndefined();
  expect(storage.keys('')).toEqual([]);
});
it('survives nonsense on the device', () => {
  const storage = new MemoryStorage();
  storage.set('rostrum.draft/s', '{nonsense');
  expect(new QuestionDraft(storage, 's').read()).toBeUndefined();
});
