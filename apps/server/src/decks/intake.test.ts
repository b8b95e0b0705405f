import { expect, test } from 'vitest';
import { presentable } from './intake.ts';

test('[DK5] what a program reported is shown in one line, without folders of this machine, and bounded', () => {
  expect(presentable('Error:  source file /srv/data/tmp/in-x1/deck.pptx\n could not be loaded')).toBe(
    'Error: source file … could not be loaded',
  );
  expect(presentable('cannot open "file:///home/someone/x.pptx"')).toBe('cannot open "…"');
  expect(presentable('500')).toBe('500');
  expect([...presentable('讲'.repeat(900))]).toHaveLength(200);
});
