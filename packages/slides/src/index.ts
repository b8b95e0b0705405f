export { PageRenderError } from './contract.ts';
export type {
  DeckKind,
  DeckProblem,
  Inspection,
  PageImage,
  PageInfo,
  PageProblem,
  PageSize,
  Priority,
  Slides,
  SlidesOptions,
  WorkOptions,
} from './contract.ts';
export { notesFileOf } from './notes-file.ts';
export { createSlides } from './slides.ts';
export { sniffDeck } from './sniff.ts';
