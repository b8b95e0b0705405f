import { createContext } from 'svelte';
import type { DeckUploads } from './deck-uploads.svelte.ts';

const [get, set] = createContext<DeckUploads>();
/** The uploads of this screen: they outlive the part of it that shows them. */
export const useDeckUploads = get;
export const provideDeckUploads = set;
