import { defineConfig } from 'vite';

/** Run from the repository's root: `npx vite build --config web/vite.config.ts`. The sandbox serves the result at `/`. */
export default defineConfig({
  root: 'web/sandbox',
  base: './',
  publicDir: 'public',
  build: {
    outDir: '../../dist/web/sandbox',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});
