import { describe, expect, it } from 'vitest';
import { BUSY_HOUR, FRESH_PANEL, PANEL, systemControls, WORST_PANEL } from '../../../test/support/system-samples.js';
import { FAKE_START } from '../../../test/support/fake-clock.js';
import { PICTURE_LIMITS, pictureProblem } from '../../domain/picture.js';
import { createTranslators } from '../../i18n/translators.js';
import { answersText, figureText } from './figures.js';
import { COMPONENTS, verdictsOf, type Advice, type Component, type Verdict } from './lights.js';
import type { SystemPanel } from './model.js';
import { systemPanel } from './panel-card.js';
import { lastHourPicture } from './picture.js';

const t = createTranslators({ strict: true }).for('en');
const de = createTranslators({ strict: true }).for('de');

const with_ = {
  now: (now: Partial<SystemPanel['now']>): SystemPanel => ({ ...PANEL, now: { ...PANEL.now, ...now } }),
  redis: (redis: Partial<SystemPanel['now']['redis']>): SystemPanel => with_.now({ redis: { ...PANEL.now.redis, ...redis } }),
  journal: (journal: Partial<SystemPanel['now']['journal']>): SystemPanel =>
    with_.now({ journal: { ...PANEL.now.journal, ...journal } }),
  waiting: (depth: number): SystemPanel =>
    with_.now({ lanes: { ...PANEL.now.lanes, critical: { depth, refused: 0 }, background: { depth: 0, refused: 0 } } }),
  figures: (figures: Partial<SystemPanel['figures']>): SystemPanel => ({ ...PANEL, figures: { ...PANEL.figures, ...figures } }),
  own: (own: Partial<SystemPanel['own']>): SystemPanel => ({ ...PANEL, own: { ...PANEL.own, ...own } }),
  log: (log: Partial<NonNullable<SystemPanel['own']['log']>>): SystemPanel =>
    with_.own({ log: { isOn: true, rows: 0, since: null, refused: 0, ...log } }),
};
const slow = (p95: number, count = 20) => ({ count, p50: 1, p95, p99: p95 });
const shard = (state: string, pingMs: number | null = 30) => ({ id: 0, state, pingMs, guilds: 3 });
const ago = (ms: number): number => FAKE_START - ms;

/** Every reason for a light that is not green, and beside each the last value at which it is not given yet. */
const TABLE: readonly (readonly [Component, Verdict['light'], Advice | null, SystemPanel])[] = [
  ['redis', 'red', 'redisDown', with_.redis({ state: 'down', latencyMs: null })],
  ['redis', 'red', 'redisRefuses', with_.redis({ reason: 'it has no memory left' })],
  ['redis', 'amber', 'redisConnecting', with_.redis({ state: 'connecting', latencyMs: null })],
  ['redis', 'amber', 'redisSlow', with_.figures({ pings: slow(50.1) })],
  ['redis', 'green', null, with_.figures({ pings: slow(50) })],
  ['redis', 'green', null, with_.figures({ pings: slow(900, 19) })],
  ['redis', 'amber', 'redisLost', with_.figures({ linkLost: 1 })],
  ['breaker', 'red', 'breakerOpen', with_.redis({ breaker: 'open' })],
  ['breaker', 'amber', 'breakerTries', with_.redis({ breaker: 'half-open' })],
  ['breaker', 'amber', 'breakerFlaps', with_.figures({ breakerOpened: 3 })],
  ['breaker', 'green', null, with_.figures({ breakerOpened: 2 })],
  ['writer', 'red', 'writerFull', with_.waiting(16_000)],
  ['writer', 'amber', 'writerFilling', with_.waiting(15_999)],
  ['writer', 'amber', 'writerFilling', with_.waiting(10_000)],
  ['writer', 'green', null, with_.waiting(9_999)],
  ['writer', 'red', 'writerFull', with_.figures({ refusedClicks: 1 })],
  ['writer', 'amber', 'writerRefused', with_.figures({ refusedOthers: 1 })],
  ['journal', 'red', 'journalFailed', with_.journal({ state: 'failed' })],
  ['journal', 'amber', 'journalSlow', with_.figures({ journalSyncs: slow(101) })],
  ['journal', 'green', null, with_.figures({ journalSyncs: slow(101, 19) })],
  ['journal', 'amber', 'journalHadFailures', with_.figures({ journalFailures: 1 })],
  ['sync', 'red', 'syncStuck', with_.journal({ pending: 1, lagMs: 60_001 })],
  ['sync', 'green', null, with_.journal({ pending: 1, lagMs: 60_000 })],
  ['sync', 'amber', 'syncBusy', with_.journal({ syncing: true })],
  [
    'sync',
    'amber',
    'syncBusy',
    with_.now({ redis: { ...PANEL.now.redis, state: 'down' }, journal: { ...PANEL.now.journal, pending: 9, lagMs: 9e9 } }),
  ],
  ['sync', 'amber', 'syncUnapplied', with_.figures({ unapplied: 1 })],
  ['caches', 'amber', 'cachesMiss', with_.figures({ l1: { hits: 499, misses: 501 } })],
  ['caches', 'green', null, with_.figures({ l1: { hits: 500, misses: 500 } })],
  ['caches', 'green', null, with_.figures({ l1: { hits: 0, misses: 999 } })],
  ['roles', 'red', 'rolesRefused', with_.own({ roles: { waiting: 0, refused: 1 } })],
  ['roles', 'amber', 'rolesWaiting', with_.own({ roles: { waiting: 101, refused: 0 } })],
  ['roles', 'green', null, with_.own({ roles: { waiting: 100, refused: 0 } })],
  ['dashboards', 'red', 'dashboardsRefused', with_.own({ dashboards: { waiting: 0, refused: 1 } })],
  ['dashboards', 'amber', 'dashboardsWaiting', with_.own({ dashboards: { waiting: 21, refused: 0 } })],
  ['dashboards', 'green', null, with_.own({ dashboards: { waiting: 20, refused: 0 } })],
  ['log', 'red', 'logRefused', with_.log({ refused: 1 })],
  ['log', 'red', 'logStuck', with_.log({ rows: 3, since: ago(600_001) })],
  ['log', 'amber', 'logBehind', with_.log({ rows: 3, since: ago(600_000) })],
  ['log', 'green', null, with_.log({ rows: 3, since: ago(60_000) })],
  ['log', 'off', null, with_.log({ isOn: false, refused: 1, since: 0 })],
  ['log', 'amber', 'unknown', with_.own({ log: null })],
  ['due', 'red', 'dueStuck', with_.own({ due: { overdue: 1, since: ago(600_001) } })],
  ['due', 'amber', 'dueLate', with_.own({ due: { overdue: 1, since: ago(60_001) } })],
  ['due', 'green', null, with_.own({ due: { overdue: 1, since: ago(60_000) } })],
  ['due', 'amber', 'unknown', with_.own({ due: null })],
  ['gateway', 'red', 'gatewayDown', with_.now({ shards: [shard('connecting')] })],
  ['gateway', 'red', 'gatewayDown', with_.now({ shards: [] })],
  ['gateway', 'amber', 'gatewayPartly', with_.now({ shards: [shard('ready'), shard('resuming')] })],
  ['gateway', 'amber', 'gatewaySlow', with_.now({ shards: [shard('ready', 1_001)] })],
  ['gateway', 'green', null, with_.now({ shards: [shard('ready', null), shard('ready', 1_000)] })],
  ['gateway', 'off', null, with_.now({ transport: 'http', shards: [] })],
  ['http', 'red', 'httpFailing', with_.figures({ requests: 20, requestsFailed: 10 })],
  ['http', 'green', null, with_.figures({ requests: 19, requestsFailed: 19 })],
  ['http', 'amber', 'httpSomeFailed', with_.figures({ requests: 100, requestsFailed: 5 })],
  ['http', 'green', null, with_.figures({ requests: 100, requestsFailed: 4 })],
  ['http', 'amber', 'httpRefused', with_.figures({ refusedInteractions: 1 })],
];

describe('the lights', () => {
  it('are green where nothing is wrong, and on a fresh bot', () => {
    expect(verdictsOf(PANEL).map(({ component }) => component)).toEqual([...COMPONENTS]);
    expect(verdictsOf(PANEL).map(({ verdict }) => verdict.light)).toEqual(COMPONENTS.map(() => 'green'));
    const fresh = verdictsOf(FRESH_PANEL).filter(({ verdict }) => verdict.light !== 'green');
    expect(fresh).toEqual([{ component: 'log', verdict: { light: 'off', advice: null } }]);
  });

  it.each(TABLE)('%s: %s, %s', (component, light, advice, panel) => {
    const verdicts = verdictsOf(panel);
    expect(verdicts.find((one) => one.component === component)?.verdict).toEqual({ light, advice });
  });

  it('have a red and an amber case each in this table; caches are never red', () => {
    const missing = COMPONENTS.flatMap((component) =>
      (['red', 'amber'] as const)
        .filter((light) => !TABLE.some((row) => row[0] === component && row[1] === light))
        .map((light) => `${component} ${light}`),
    );
    expect(missing).toEqual(['caches red']);
  });

  it('say in both languages what to do, one sentence or two, short enough for all of them at once', () => {
    for (const [, , advice] of TABLE) {
      if (advice === null) continue;
      for (const translator of [t, de]) {
        const said = translator(`system.advice.${advice}`);
        expect(said.length, said).toBeLessThan(175);
        expect(said).toMatch(/\.$/);
      }
    }
  });
});

describe('the figures', () => {
  it('say "too few" instead of percentiles and rates of hardly anything', () => {
    const texts = COMPONENTS.map((component) => figureText(component, FRESH_PANEL, t));
    expect(texts.join('\n')).not.toMatch(/NaN|0 %|0%/);
    expect(figureText('caches', FRESH_PANEL, t)).toBe('too few reads to say');
    expect(figureText('journal', FRESH_PANEL, t)).toContain('too few');
    expect(figureText('redis', FRESH_PANEL, t)).toBe('last answer in 0.4 ms');
    const answers = { count: 100, p50: 1, p95: 2, p99: 3 };
    expect(answersText(answers, t)).toBe('**Answers** · half within 1 ms · 95 % within 2 ms · 99 % within 3 ms');
    expect(answersText({ ...answers, count: 99 }, t)).toBe('**Answers** · half within 1 ms · 95 % within 2 ms · 99 %: too few');
    expect(answersText({ ...answers, count: 19 }, t)).toBe('**Answers** · too few clicks to say how long they take');
  });

  it('are one for each component', () => {
    expect(COMPONENTS.map((component) => figureText(component, PANEL, t))).toEqual([
      '95 % of answers within 0.9 ms',
      'closed, opened: 0',
      'waiting: 3, refused: 0',
      '95 % on the disk within 3 ms',
      'everything is in Redis',
      '99% of 1,000 reads from memory',
      'waiting: 0, refused by Discord: 0',
      'waiting: 1, refused by Discord: 0',
      'nothing is left to tell',
      'nothing is overdue',
      'connected, ping 31 ms',
      'calls: 4,000, failed: 3',
    ]);
    expect(figureText('due', with_.own({ due: { overdue: 12, since: ago(90_000) } }), t)).toBe('overdue: 12, for 1 min');
    expect(figureText('log', with_.log({ rows: 100, since: ago(3_600_000) }), t)).toBe('100+ behind, for 1 h');
    expect(figureText('log', with_.own({ log: null }), t)).toBe('not known without Redis');
    expect(figureText('gateway', with_.now({ shards: [shard('ready'), shard('x')] }), t)).toBe('connections: 1 of 2');
    expect(figureText('sync', with_.journal({ pending: 4, lagMs: 61_000 }), t)).toBe('to sync: 4, the oldest for 1 min');
  });
});

const said = (panel: SystemPanel, alt: string | null = 'alt'): string =>
  JSON.stringify(systemPanel(panel, systemControls(t, alt), t));

describe('the panel', () => {
  it('shows first what needs somebody, with what to do', () => {
    const text = said(with_.own({ roles: { waiting: 0, refused: 2 } }));
    expect(text).toContain('🔴 Needs somebody: Roles');
    expect(text.indexOf('🔴 **Roles**')).toBeLessThan(text.indexOf('🟢 **Redis**'));
    expect(text).toContain('→ `/admin roles show` says');
    expect(said(PANEL)).toContain('Everything works.');
    expect(said(PANEL)).not.toContain('→');
  });

  it('says of what time its figures are, and of which process', () => {
    expect(said(PANEL)).toContain('figures of the last hour');
    expect(said({ ...PANEL, time: '5m' })).toContain('figures of the last 5 minutes');
    expect(said(FRESH_PANEL)).toContain('Running for 1 min, figures since the start');
    expect(said({ ...PANEL, process: { name: 'p1', of: 3 } })).toContain('of the process p1, one of 3');
  });

  it('says nothing of other servers to those who do not run the bot', () => {
    const [theirs, ours] = [said(PANEL), said({ ...PANEL, operator: { servers: 77, clicks: 4_712, due: null } })];
    for (const secret of ['Servers: 77', '4,712', '4,711', 'servers: 20', 'Members in memory']) {
      expect(theirs).not.toContain(secret);
      expect(ours).toContain(secret);
    }
    expect(said({ ...WORST_PANEL, operator: null })).not.toContain('what is wrong, number');
  });

  it('goes without its picture, and says so', () => {
    expect(said(PANEL, null)).toContain('could not be drawn');
    expect(said(PANEL, null)).not.toContain('attachment://');
    expect(said(PANEL)).toContain('attachment://last-hour.png');
  });

  it('at its worst still has its menu, its picture, and every light', () => {
    for (const translator of [t, de]) {
      const text = JSON.stringify(systemPanel({ ...WORST_PANEL, operator: null }, systemControls(translator), translator));
      for (const component of COMPONENTS) expect(text, component).toContain(`**${translator(`system.component.${component}`)}**`);
      for (const part of ['attachment://last-hour.png', 'system-times', translator('system.refresh')])
        expect(text).toContain(part);
    }
  });
});

describe('the picture', () => {
  it('has its numbers in words too, and can be drawn', () => {
    for (const translator of [t, de]) {
      for (const hour of [BUSY_HOUR, FRESH_PANEL.lastHour, { ...BUSY_HOUR, allClicks: BUSY_HOUR.clicks }]) {
        const spec = lastHourPicture(hour, translator);
        expect(pictureProblem(spec)).toBeNull();
        expect(spec.alt.length).toBeLessThanOrEqual(PICTURE_LIMITS.alt);
      }
    }
    expect(lastHourPicture(BUSY_HOUR, t).alt).toBe(
      'The last hour: Answers took 4 ms on average and 40 ms at most. Clicks in this server: 2,730, at most 89 in a minute. Writes that waited at the same time: at most 11.',
    );
    expect(lastHourPicture({ ...BUSY_HOUR, answers: BUSY_HOUR.answers.map(() => null) }, t).alt).toContain(
      'Nobody has clicked yet.',
    );
    const [first] = lastHourPicture(BUSY_HOUR, t).charts;
    const labels = first?.kind === 'series' ? first.labels : [];
    expect([labels[0], labels[30], labels[60], labels[1]]).toEqual(['60 min ago', '30 min ago', 'now', '']);
  });
});
