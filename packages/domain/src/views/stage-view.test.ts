import { expect, it } from 'vitest';
import { scenario } from '../testing/scenario.ts';
import { audienceView } from './audience.ts';

it('[VI3] marks on stage whoever is in the hall themself, and nobody who takes part from afar', () => {
  const { state } = scenario('on-stage');
  const [remote] = Object.keys(state.stage.onStage);
  const speaker = Object.values(state.order.items).find((one) => one.speaker !== undefined && !one.remote)!.speaker!;
  expect(audienceView(state).stage[remote!]).not.toHaveProperty('fromHall');
  const both = {
    ...state,
    stage: { ...state.stage, onStage: { ...state.stage.onStage, [speaker]: { airAt: 0, muted: false } } },
  };
  expect(audienceView(both).stage[speaker]).toMatchObject({ fromHall: true });
});
