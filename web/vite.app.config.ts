import { defineConfig } from 'vite';

/** Run from the repository's root: `npx vite build --config web/vite.app.config.ts`. The bot serves the result below `/app/`. */
export default defineConfig({
  root: 'web/app',
  base: '/app/',
  publicDir: 'public',
  build: {
    outDir: '../../dist/web/app',
    emptyOutDir: true,
    target: 'es2022',
    // The first ones with light-dark(), so that a colour is said once for both themes.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // What is inlined would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 500,
  },
});
