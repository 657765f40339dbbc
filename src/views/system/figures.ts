import { formatDuration, formatMilliseconds, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { enoughFor, shareOf, type Percentile } from './enough.js';
import type { Component } from './lights.js';
import type { Quantiles, SystemPanel } from './model.js';

/** A rate of fewer reads is chance. */
const LEAST_READS = 100;

/** How long answers took: half of them, 95 and 99 of 100, each only of enough. */
export const answersText = (all: Quantiles, t: Translator): string => {
  if (!enoughFor('p50', all)) return t('system.answersFew');
  const ms = (which: Percentile): string => formatMilliseconds(all[which], t);
  const most = enoughFor('p99', all) ? t('system.answersP99', { p99: ms('p99') }) : t('system.answersP99Few');
  return `${t('system.answers', { p50: ms('p50'), p95: ms('p95') })} · ${most}`;
};

/** The one figure of a component, in the time that was chosen or now. */
export const figureText = (component: Component, panel: SystemPanel, t: Translator): string => FIGURES[component](panel, t);

const FIGURES: Readonly<Record<Component, (panel: SystemPanel, t: Translator) => string>> = {
  redis({ now: { redis }, figures: { pings } }, t) {
    if (redis.latencyMs === null) return t('system.figure.redisSilent');
    if (enoughFor('p95', pings)) return t('system.figure.redis', { p95: formatMilliseconds(pings.p95, t) });
    return t('system.figure.redisLast', { latency: formatMilliseconds(redis.latencyMs, t) });
  },
  breaker: ({ now: { redis }, figures }, t) =>
    t('system.figure.breaker', { state: t(`system.breaker.${redis.breaker}`), opened: formatNumber(figures.breakerOpened, t) }),
  writer({ now: { lanes }, figures: { refusedClicks, refusedOthers } }, t) {
    const depth = formatNumber(lanes.critical.depth + lanes.normal.depth + lanes.background.depth, t);
    return t('system.figure.writer', { depth, refused: formatNumber(refusedClicks + refusedOthers, t) });
  },
  journal: ({ figures: { journalSyncs } }, t) =>
    enoughFor('p95', journalSyncs)
      ? t('system.figure.journal', { p95: formatMilliseconds(journalSyncs.p95, t) })
      : t('system.figure.journalFew'),
  sync: ({ now: { journal } }, t) =>
    journal.pending === 0
      ? t('system.figure.syncNothing')
      : t('system.figure.sync', { pending: formatNumber(journal.pending, t), lag: formatDuration(journal.lagMs, t) }),
  caches({ figures: { l1 } }, t) {
    const reads = l1.hits + l1.misses;
    if (reads < LEAST_READS) return t('system.figure.cachesFew');
    return t('system.figure.caches', { rate: formatPercent(shareOf(l1.hits, l1.misses), t), reads: formatNumber(reads, t) });
  },
  roles: ({ own: { roles } }, t) => desiredText(roles, t),
  dashboards: ({ own: { dashboards } }, t) => desiredText(dashboards, t),
  log({ own: { log }, at }, t) {
    if (log === null) return t('system.figure.unknown');
    if (!log.isOn) return t('system.figure.logOff');
    if (log.since === null) return t('system.figure.logNothing');
    const rows = `${formatNumber(log.rows, t)}${log.rows >= 100 ? '+' : ''}`;
    return t('system.figure.log', { rows, lag: formatDuration(Math.max(0, at - log.since), t) });
  },
  due({ own: { due }, at }, t) {
    if (due === null) return t('system.figure.unknown');
    if (due.since === null) return t('system.figure.dueNothing');
    return t('system.figure.due', {
      overdue: formatNumber(due.overdue, t),
      late: formatDuration(Math.max(0, at - due.since), t),
    });
  },
  gateway({ now: { transport, shards } }, t) {
    if (transport === 'http') return t('system.figure.gatewayOff');
    const ready = shards.filter(({ state }) => state === 'ready');
    if (ready.length < shards.length || ready.length === 0)
      return t('system.figure.gatewayPartly', { ready: ready.length, of: shards.length });
    const ping = Math.max(...ready.map(({ pingMs }) => pingMs ?? -1));
    return ping < 0 ? t('system.figure.gatewayNoPing') : t('system.figure.gateway', { ping: formatMilliseconds(ping, t) });
  },
  http: ({ figures: { requests, requestsFailed } }, t) =>
    t('system.figure.http', { requests: formatNumber(requests, t), failed: formatNumber(requestsFailed, t) }),
};

const desiredText = (desired: { readonly waiting: number; readonly refused: number }, t: Translator): string =>
  t('system.figure.desired', { waiting: formatNumber(desired.waiting, t), refused: formatNumber(desired.refused, t) });
