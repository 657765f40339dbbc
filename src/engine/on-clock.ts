import type { OnClock } from './store.js';

/** The order of who is on the clock: longest first, those of the same moment by id. */
export const byStart = (a: OnClock, b: OnClock): number =>
  a.session.startedAt - b.session.startedAt || (a.user < b.user ? -1 : 1);
