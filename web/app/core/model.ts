import type { PageLocale } from '../../kit/words.js';
import type { Category, PageSession, Space, Status } from './contract.js';
import type { Theme } from './preferences.js';
import type { Route } from './router.js';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'said' | 'failed';
  /** What can be done about it, such as taking it back. */
  readonly action: { readonly label: string; run(): void } | null;
}

/** What all pages stand on. */
export interface Model {
  readonly phase: 'loading' | 'ready' | 'loggedOut' | 'unreachable';
  readonly session: PageSession | null;
  readonly spaces: readonly Space[];
  /** The space that is looked at; null before there is one. */
  readonly space: Space | null;
  /** Of the space, active ones first. */
  readonly categories: readonly Category[];
  /** The reader's own clock in the space; null before it is known. */
  readonly status: Status | null;
  /** How far the server's clock is ahead of this browser's, ms. */
  readonly ahead: number;
  /** Whether the server tells what changes. */
  readonly link: 'connecting' | 'open' | 'lost';
  /** The last change was recorded, and waits for the store. */
  readonly waitsForStore: boolean;
  readonly route: Route;
  readonly locale: PageLocale;
  readonly theme: Theme;
  readonly toasts: readonly Toast[];
}
