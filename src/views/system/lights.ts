import { enoughFor, shareOf } from './enough.js';
import type { SystemPanel } from './model.js';

/** What the panel has a light for, in its order. */
export const COMPONENTS = [
  'redis',
  'breaker',
  'writer',
  'journal',
  'sync',
  'caches',
  'roles',
  'dashboards',
  'log',
  'due',
  'gateway',
  'http',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** What to do about a light that is not green: each has a sentence in the locales (`system.advice.<name>`). */
export type Advice =
  | 'redisDown'
  | 'redisRefuses'
  | 'redisConnecting'
  | 'redisSlow'
  | 'redisLost'
  | 'breakerOpen'
  | 'breakerTries'
  | 'breakerFlaps'
  | 'writerFull'
  | 'writerFilling'
  | 'writerRefused'
  | 'journalFailed'
  | 'journalSlow'
  | 'journalHadFailures'
  | 'syncStuck'
  | 'syncBusy'
  | 'syncUnapplied'
  | 'cachesMiss'
  | 'rolesRefused'
  | 'rolesWaiting'
  | 'dashboardsRefused'
  | 'dashboardsWaiting'
  | 'logRefused'
  | 'logStuck'
  | 'logBehind'
  | 'dueStuck'
  | 'dueLate'
  | 'unknown'
  | 'gatewayDown'
  | 'gatewayPartly'
  | 'gatewaySlow'
  | 'httpFailing'
  | 'httpSomeFailed'
  | 'httpRefused';

/** `off`: not used here, so neither well nor ill. */
export type Verdict =
  { readonly light: 'green' | 'off'; readonly advice: null } | { readonly light: 'amber' | 'red'; readonly advice: Advice };

const GREEN: Verdict = { light: 'green', advice: null };
const OFF: Verdict = { light: 'off', advice: null };
const amber = (advice: Advice): Verdict => ({ light: 'amber', advice });
const red = (advice: Advice): Verdict => ({ light: 'red', advice });

/** From when on something is worth a word. Times in ms. */
export const THRESHOLDS = {
  /** A click needs two round trips, and should take no longer than people notice. */
  pingP95: 50,
  breakerOpened: 3,
  /** Parts of the writer's capacity: from half of it on the background lane is refused, from four fifths on the normal one. */
  writerAmber: 0.5,
  writerRed: 0.8,
  /** Every acknowledged click waits for one. */
  journalP95: 100,
  /** What waits for Redis although it is there, and nobody is bringing it back. */
  syncLag: 60_000,
  cacheHitRate: 0.5,
  cacheReads: 1_000,
  rolesWaiting: 100,
  dashboardsWaiting: 20,
  /** Events are gathered for twelve seconds, and wait for Discord's limits. */
  logAmber: 60_000,
  logRed: 600_000,
  dueAmber: 60_000,
  dueRed: 600_000,
  gatewayPing: 1_000,
  requests: 20,
  requestsAmber: 0.05,
  requestsRed: 0.5,
} as const;
const LIMIT = THRESHOLDS;

const JUDGES: Readonly<Record<Component, (panel: SystemPanel) => Verdict>> = {
  redis({ now: { redis }, figures: { pings, linkLost } }) {
    if (redis.reason !== null) return red('redisRefuses');
    if (redis.state === 'down') return red('redisDown');
    if (redis.state === 'connecting') return amber('redisConnecting');
    if (enoughFor('p95', pings) && pings.p95 > LIMIT.pingP95) return amber('redisSlow');
    return linkLost > 0 ? amber('redisLost') : GREEN;
  },
  breaker({ now: { redis }, figures: { breakerOpened } }) {
    if (redis.breaker === 'open') return red('breakerOpen');
    if (redis.breaker === 'half-open') return amber('breakerTries');
    return breakerOpened >= LIMIT.breakerOpened ? amber('breakerFlaps') : GREEN;
  },
  writer({ now: { lanes }, writerCapacity, figures: { refusedClicks, refusedOthers } }) {
    const filled = (lanes.critical.depth + lanes.normal.depth + lanes.background.depth) / writerCapacity;
    if (filled >= LIMIT.writerRed || refusedClicks > 0) return red('writerFull');
    if (filled >= LIMIT.writerAmber) return amber('writerFilling');
    return refusedOthers > 0 ? amber('writerRefused') : GREEN;
  },
  journal({ now: { journal }, figures: { journalSyncs, journalFailures } }) {
    if (journal.state === 'failed') return red('journalFailed');
    if (enoughFor('p95', journalSyncs) && journalSyncs.p95 > LIMIT.journalP95) return amber('journalSlow');
    return journalFailures > 0 ? amber('journalHadFailures') : GREEN;
  },
  sync({ now: { journal, redis }, figures: { unapplied } }) {
    const isThere = redis.state === 'up' && redis.reason === null;
    if (journal.pending > 0 && journal.lagMs > LIMIT.syncLag && isThere) return red('syncStuck');
    if (journal.syncing || (journal.pending > 0 && !isThere)) return amber('syncBusy');
    return unapplied > 0 ? amber('syncUnapplied') : GREEN;
  },
  // Never red: without caches everything takes longer and nothing is wrong.
  caches: ({ figures: { l1 } }) =>
    l1.hits + l1.misses >= LIMIT.cacheReads && shareOf(l1.hits, l1.misses) < LIMIT.cacheHitRate ? amber('cachesMiss') : GREEN,
  roles({ own: { roles } }) {
    if (roles.refused > 0) return red('rolesRefused');
    return roles.waiting > LIMIT.rolesWaiting ? amber('rolesWaiting') : GREEN;
  },
  dashboards({ own: { dashboards } }) {
    if (dashboards.refused > 0) return red('dashboardsRefused');
    return dashboards.waiting > LIMIT.dashboardsWaiting ? amber('dashboardsWaiting') : GREEN;
  },
  log({ own: { log }, at }) {
    if (log === null) return amber('unknown');
    if (!log.isOn) return OFF;
    if (log.refused > 0) return red('logRefused');
    const behind = log.since === null ? 0 : at - log.since;
    if (behind > LIMIT.logRed) return red('logStuck');
    return behind > LIMIT.logAmber ? amber('logBehind') : GREEN;
  },
  due({ own: { due }, at }) {
    if (due === null) return amber('unknown');
    const late = due.since === null ? 0 : at - due.since;
    if (late > LIMIT.dueRed) return red('dueStuck');
    return late > LIMIT.dueAmber ? amber('dueLate') : GREEN;
  },
  gateway({ now: { transport, shards } }) {
    if (transport === 'http') return OFF;
    const ready = shards.filter(({ state }) => state === 'ready');
    if (ready.length === 0) return red('gatewayDown');
    if (ready.length < shards.length) return amber('gatewayPartly');
    return shards.some(({ pingMs }) => (pingMs ?? 0) > LIMIT.gatewayPing) ? amber('gatewaySlow') : GREEN;
  },
  http({ figures: { requests, requestsFailed, refusedInteractions } }) {
    const failed = requests < LIMIT.requests ? 0 : requestsFailed / requests;
    if (failed >= LIMIT.requestsRed) return red('httpFailing');
    if (failed >= LIMIT.requestsAmber) return amber('httpSomeFailed');
    return refusedInteractions > 0 ? amber('httpRefused') : GREEN;
  },
};

/** The light of each component, and what to do where it is not green. */
export const verdictsOf = (panel: SystemPanel): readonly { readonly component: Component; readonly verdict: Verdict }[] =>
  COMPONENTS.map((component) => ({ component, verdict: JUDGES[component](panel) }));
