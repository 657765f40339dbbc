import type { Capability } from '../../../src/domain/capabilities.js';
import type { Context } from '../core/context.js';
import type { PageEntry } from './index.js';

const forThose =
  (...able: readonly Capability[]) =>
  (context: Context): boolean =>
    able.some((capability) => context.may(capability));

/** The pages about the server, each for those who may do what it is for. The server decides again at each request. */
export const SERVER_PAGES: readonly PageEntry[] = [
  {
    path: 'categories',
    title: 'nav.categories',
    icon: 'M4 12V4h8l8 8-8 8zM8 8h.01',
    group: 'server',
    shown: forThose('manageCategories'),
    load: async () => (await import('./categories/page.js')).page,
  },
];
