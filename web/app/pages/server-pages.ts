import type { Capability } from '../../../src/domain/capabilities.js';
import type { Context } from '../core/context.js';
import type { PageEntry } from './index.js';

const forThose =
  (...able: readonly Capability[]) =>
  (context: Context): boolean =>
    context.space.kind === 'server' && able.some((capability) => context.may(capability));

const inServer = ({ space }: Context): boolean => space.kind === 'server';

/** The pages about the server, each for those who may do what it is for. The server decides again at each request. */
export const SERVER_PAGES: readonly PageEntry[] = [
  {
    path: 'live',
    title: 'nav.live',
    icon: 'M12 8v4l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18',
    group: 'server',
    shown: inServer,
    load: async () => (await import('./live/page.js')).page,
  },
  {
    path: 'team',
    title: 'nav.team',
    icon: 'M4 6h16M4 12h16M4 18h10M18 18h2',
    group: 'server',
    shown: forThose('seeOthers'),
    load: async () => (await import('./team/page.js')).page,
  },
  {
    path: 'boards',
    title: 'nav.boards',
    icon: 'M6 20V10M12 20V4M18 20v-7',
    group: 'server',
    shown: inServer,
    load: async () => (await import('./boards/page.js')).page,
  },
  {
    path: 'approvals',
    title: 'nav.approvals',
    icon: 'm5 13 4 4L19 7',
    group: 'server',
    shown: forThose('approve'),
    load: async () => (await import('./approvals/page.js')).page,
  },
  {
    path: 'members',
    title: 'nav.members',
    icon: 'M16 20v-1.500a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M21 20v-1.500a4 4 0 0 0-3-3.800M16 4.200a3.500 3.500 0 0 1 0 6.700',
    group: 'server',
    shown: forThose('manageMembers', 'seeOthers'),
    load: async () => (await import('./members/page.js')).page,
  },
  {
    path: 'permissions',
    title: 'nav.permissions',
    icon: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4',
    group: 'server',
    shown: forThose('manageSettings'),
    load: async () => (await import('./permissions/page.js')).page,
  },
  {
    path: 'categories',
    title: 'nav.categories',
    icon: 'M4 12V4h8l8 8-8 8zM8 8h.01',
    group: 'server',
    shown: forThose('manageCategories'),
    load: async () => (await import('./categories/page.js')).page,
  },
  {
    path: 'settings',
    title: 'nav.settings',
    icon: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
    group: 'server',
    // In their own space everybody has them.
    shown: (context) => context.may('manageSettings'),
    load: async () => (await import('./settings/page.js')).page,
  },
  {
    path: 'webhooks',
    title: 'nav.webhooks',
    icon: 'M10 14a4 4 0 0 1 0-5.500l3-3a4 4 0 0 1 5.500 5.500l-1.500 1.500M14 10a4 4 0 0 1 0 5.500l-3 3A4 4 0 0 1 5.500 13L7 11.500',
    group: 'server',
    shown: forThose('manageSettings'),
    load: async () => (await import('./webhooks/page.js')).page,
  },
  {
    path: 'audit',
    title: 'nav.audit',
    icon: 'M12 8v4l3 2M3.500 9A9 9 0 1 1 3 12M3 4v5h5',
    group: 'server',
    shown: forThose('manageMembers'),
    load: async () => (await import('./audit/page.js')).page,
  },
  {
    path: 'health',
    title: 'nav.health',
    icon: 'M3 12h4l3-8 4 16 3-8h4',
    group: 'server',
    shown: ({ model }) => model.session?.operator === true,
    load: async () => (await import('./health/page.js')).page,
  },
];
