import type { TemplateResult } from 'lit';
import type { Context } from '../core/context.js';
import type { AppKey } from '../i18n.js';
import { SERVER_PAGES } from './server-pages.js';

/** A page of the menu. Its element is loaded when somebody goes there. */
export interface PageEntry {
  /** Below the space: `timesheet`. */
  readonly path: string;
  readonly title: AppKey;
  /** Lines of a picture, see web/kit/icon.ts. */
  readonly icon: string;
  readonly group: 'own' | 'server';
  /** Whether it is in the menu of this reader here; everybody's when left out. */
  shown?(context: Context): boolean;
  /** Loads the element and answers how it stands on the page. */
  load(): Promise<(context: Context) => TemplateResult>;
}

export const PAGES: readonly PageEntry[] = [
  {
    path: 'timer',
    title: 'nav.timer',
    icon: 'M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16M12 9v4l2.500 1.500M9 2h6',
    group: 'own',
    load: async () => (await import('./timer/page.js')).page,
  },
  {
    path: 'timesheet',
    title: 'nav.timesheet',
    icon: 'M4 6h16v14H4zM4 10h16M9 10v10M15 10v10M8 3v4M16 3v4',
    group: 'own',
    load: async () => (await import('./timesheet/page.js')).page,
  },
  {
    path: 'plan',
    title: 'nav.plan',
    icon: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h5M8 17h8',
    group: 'own',
    load: async () => (await import('./plan/page.js')).page,
  },
  {
    path: 'reports',
    title: 'nav.reports',
    icon: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
    group: 'own',
    load: async () => (await import('./reports/page.js')).page,
  },
  {
    path: 'insights',
    title: 'nav.insights',
    icon: 'M4 19V5M4 19h16M8 15l3-4 3 2 5-7',
    group: 'own',
    load: async () => (await import('./insights/page.js')).page,
  },
  {
    path: 'targets',
    title: 'nav.targets',
    icon: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h.01',
    group: 'own',
    load: async () => (await import('./targets/page.js')).page,
  },
  {
    path: 'requests',
    title: 'nav.requests',
    icon: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
    group: 'own',
    // In their own space everybody does what they like.
    shown: ({ space }) => space.kind === 'server',
    load: async () => (await import('./requests/page.js')).page,
  },
  {
    path: 'import',
    title: 'nav.import',
    icon: 'M12 4v10m0 0 4-4m-4 4-4-4M4 17v3h16v-3',
    group: 'own',
    load: async () => (await import('./import/page.js')).page,
  },
  {
    path: 'access',
    title: 'nav.access',
    icon: 'M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 11h9v4M17 11v3',
    group: 'own',
    load: async () => (await import('./access/page.js')).page,
  },
  {
    path: 'privacy',
    title: 'nav.privacy',
    icon: 'M12 21c5-2 8-5 8-10V6l-8-3-8 3v5c0 5 3 8 8 10M9 12l2 2 4-4',
    group: 'own',
    load: async () => (await import('./privacy/page.js')).page,
  },
  ...SERVER_PAGES,
];
