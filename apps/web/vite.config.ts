import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import adapter from '@sveltejs/adapter-node';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { messageOptions } from './compile-messages.ts';

/** Phones of late 2020: nothing newer may reach them unlowered. */
const oldest = ['chrome87', 'safari14'];

/**
 * Svelte scopes the later parts of a selector by `:where(.svelte-…)`, which Chrome before 88 drops, rule and all. Here they
 * get the plain class: each part then weighs one class more, in development as in the build.
 */
const plainScopes: Plugin = {
  name: 'rostrum:plain-scopes',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('svelte&type=style')
      ? { code: code.replace(/:where\((\.svelte-[a-z0-9]+)\)/g, '$1'), map: null }
      : undefined,
};

/** What every screen of a session is kept up to date by. */
const LIVE =
  /lib\/sync\/|packages\/sync\/|packages\/domain\/src\/(access|clock|question-order|order-figures)\.ts|lib\/i18n\/decimals|lib\/running-order\/|lib\/decks\/PageWords|svelte\/src\/reactivity\/|(socket|engine)\.io-(client|parser)|nanoid|vite\/preload-helper/;

const here = import.meta.dirname;

export default defineConfig(async () => ({
  root: here,
  plugins: [
    paraglideVitePlugin(messageOptions),
    await sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        mode: 'nonce',
        // docs/security.md. hooks.server.ts adds ws: and wss: of the request's own host to connect-src.
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          // Style attributes (a bar's width in server-rendered HTML) are allowed, style elements are not. Safari before
          // 15.4 knows no -elem and takes the first line alone.
          'style-src': ['self', 'unsafe-inline'],
          'style-src-elem': ['self'],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:', 'mediastream:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'manifest-src': ['self'],
          'frame-src': ['none'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
    plainScopes,
    svelteTesting(),
  ],
  build: {
    target: oldest,
    cssTarget: oldest,
    // Sixty files of half a kilobyte each cost a phone more in headers and turns than in words. What comes along with a group
    // is loaded by everybody: the QR code's library must not.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'design', test: /lib\/design\/(?!QrCode)|@lucide\/svelte/, minShareCount: 2 },
            { name: 'live', test: LIVE, minShareCount: 3 },
            { name: 'kit', test: /@sveltejs\/kit\/src\//, minShareCount: 4 },
          ],
        },
      },
    },
  },
  test: {
    name: 'web',
    root: here,
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // They ship .svelte files, which Node cannot import by itself.
    server: { deps: { inline: ['@lucide/svelte', 'bits-ui'] } },
  },
}));
