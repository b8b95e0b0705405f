import { defineConfig } from 'vitest/config';
import adapter from '@sveltejs/adapter-node';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';

/** Phones of late 2020: nothing newer may reach them unlowered. */
const oldest = ['chrome87', 'safari14'];

export default defineConfig(async () => ({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // Which language a person sees is decided in lib/i18n, once, for both ends.
      strategy: ['globalVariable', 'baseLocale'],
      isServer: 'import.meta.env.SSR',
      emitGitIgnore: false,
      emitReadme: false,
    }),
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
    svelteTesting(),
  ],
  build: { target: oldest, cssTarget: oldest },
  test: {
    name: 'web',
    root: import.meta.dirname,
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
  },
}));
