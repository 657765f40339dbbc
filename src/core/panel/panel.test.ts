import { InteractionType, type APIInteraction } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { memoryDocuments, MemoryDocumentStore } from '../../../test/support/memory-documents.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { SNAPSHOT } from '../../../test/support/system-samples.js';
import { channelId, guildSpace, requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { putRow } from '../../engine/due/due-row.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { NOTHING_POSTED, type PostedLog } from '../../engine/posted-log.js';
import { spacesOn } from '../../engine/spaces/on-documents.js';
import { StoreUnavailable } from '../../engine/store.js';
import { createMetrics } from '../metrics.js';
import { noteClicks } from './clicks-noted.js';
import { createPanel } from './index.js';
import { SpaceClicks } from './space-clicks.js';

const SPACE = guildSpace('100');
const OTHER = guildSpace('200');
const ADA = userId('1');
const OPERATOR = userId('9');
const MINUTE = 60_000;

const setUp = () => {
  const clock = new FakeClock();
  const metrics = createMetrics(clock);
  const store = new MemoryDocumentStore();
  const documents = memoryDocuments(store);
  const due = new MemoryDue();
  const posted: PostedLog = NOTHING_POSTED;
  const state = { depth: 0, hits: 0, misses: 0, rows: 0, posted, isAway: false };
  const read = <T>(value: T): Promise<T> =>
    state.isAway ? Promise.reject(new StoreUnavailable('away', { maybeApplied: false })) : Promise.resolve(value);
  const panel = createPanel({
    health: { snapshot: () => Promise.resolve(SNAPSHOT) },
    metrics,
    clock,
    meters: {
      lanes: () => ({ ...SNAPSHOT.lanes, critical: { depth: state.depth, refused: 0 } }),
      caches: () => ({ ...SNAPSHOT.caches, l1: { hits: state.hits, misses: state.misses, size: 1 } }),
    },
    own: {
      due,
      documents,
      spaces: spacesOn(documents),
      logConsumer: 'activity-log',
      outbox: { behind: () => read({ rows: state.rows, since: state.rows === 0 ? null : clock.now() - MINUTE }) },
      postedLogs: { get: () => read(state.posted) },
      waiting: (kind, space) => (space === SPACE && kind === 'roles' ? 4 : 0),
      roleProblems: (guild) => (guild === '100' ? 2 : 0),
      dashboardProblems: () => 0,
    },
    now: () => clock.now(),
    writerCapacity: 20_000,
    operators: new Set([OPERATOR]),
    process: null,
    due: () => ({ lagMs: 5, failing: 6 }),
  });
  const asked = (time: '5m' | '1h' | '24h' = '1h', user = ADA, space = SPACE) => panel.panel({ space, user, time });
  return { clock, metrics, documents, due, state, panel, asked };
};

describe('the figures of the panel', () => {
  it('are of the time that is asked for', async () => {
    const { clock, metrics, state, asked } = setUp();
    const click = (outcome: string, ms: number) => {
      metrics.count('interactions_total', { name: 'clockin', outcome });
      metrics.observe('interaction_ms', ms, { name: 'clockin' });
    };
    for (const outcome of ['ok', 'SESSION_NOT_ACTIVE', 'UNEXPECTED', 'undelivered', 'duplicate']) click(outcome, 10);
    metrics.count('discord_requests', { method: 'POST', outcome: '503' }, 2);
    metrics.count('discord_requests', { method: 'POST', outcome: 'no_answer' });
    metrics.count('discord_requests', { method: 'POST', outcome: '404' }, 7);
    metrics.count('lane_refused', { lane: 'critical' }, 3);
    metrics.count('lane_refused', { lane: 'normal' }, 5);
    metrics.count('breaker_changes', { to: 'open' });
    metrics.count('breaker_changes', { to: 'closed' });
    metrics.count('redis_link_changes', { to: 'down' });
    [state.hits, state.misses] = [30, 10];
    clock.advance(20 * MINUTE);
    click('ok', 20);
    const { figures } = await asked('1h');
    expect(figures).toMatchObject({
      ...{ failed: 2, refusedClicks: 3, refusedOthers: 5, breakerOpened: 1, linkLost: 1, requests: 10, requestsFailed: 3 },
      l1: { hits: 30, misses: 10 },
      answers: { count: 6 },
    });
    const short = await asked('5m');
    expect(short.figures).toMatchObject({ failed: 0, requests: 0, l1: { hits: 0, misses: 0 }, answers: { count: 1 } });
    expect(short.ageMs).toBe(20 * MINUTE);
    clock.advance(60 * MINUTE);
    expect((await asked('1h')).figures.answers.count).toBe(1);
    expect((await asked('24h')).figures).toMatchObject({ failed: 2, requestsFailed: 3, answers: { count: 6 } });
    metrics.close();
  });

  it('are of this server, and of all only for whoever runs the bot', async () => {
    const { metrics, panel, asked } = setUp();
    metrics.count('interactions_total', { name: 'clockin', outcome: 'ok' }, 50);
    for (let n = 0; n < 3; n += 1) panel.clicked(SPACE);
    panel.clicked(OTHER);
    const theirs = await asked();
    expect(theirs.own).toMatchObject({ clicks: 3, roles: { waiting: 4, refused: 2 } });
    expect([theirs.operator, theirs.lastHour.allClicks, theirs.lastHour.clicks.at(-1)]).toEqual([null, null, 3]);
    expect((await asked('1h', ADA, OTHER)).own).toMatchObject({ clicks: 1, roles: { waiting: 0, refused: 0 } });
    const ours = await asked('1h', OPERATOR);
    expect(ours.operator).toEqual({ servers: 20, clicks: 50, due: { lagMs: 5, failing: 6 } });
    expect(ours.lastHour.allClicks?.at(-1)).toBe(50);
    metrics.close();
  });

  it('tell how the last hour went, minute by minute', async () => {
    const { clock, metrics, state, panel, asked } = setUp();
    metrics.observe('interaction_ms', 10);
    metrics.observe('interaction_ms', 30);
    panel.clicked(SPACE);
    state.depth = 7;
    clock.advance(2_000);
    state.depth = 0;
    clock.advance(MINUTE);
    const { lastHour } = await asked();
    expect(lastHour.answers).toHaveLength(61);
    expect(lastHour.answers.slice(-3)).toEqual([null, { count: 2, average: 20, slowest: 30 }, null]);
    expect(lastHour.clicks.slice(-3)).toEqual([null, 1, 0]);
    // What waits in the other lanes of the sample is in it: 2 and 1,234.
    expect(lastHour.queue.slice(-3)).toEqual([null, 1_243, 1_236]);
    metrics.close();
  });

  it('tell what is overdue here, and how far behind the activity log is; nothing while Redis is away', async () => {
    const { clock, metrics, documents, due, state, asked } = setUp();
    expect((await asked()).own).toMatchObject({ log: { isOn: false }, due: { overdue: 0, since: null } });
    const row = (at: number, about: string) => putRow({ kind: 'confirm', user: ADA, about, at, payload: null });
    await due.change(SPACE, [row(clock.now() - 90, 'a'), row(clock.now() - 30, 'b'), row(clock.now() + 1, 'c')]);
    const by = { actor: ADA, at: clock.now(), event: 'test', requestId: requestId('1') };
    const channel = channelId('5');
    await documents.of(activityLog).update(SPACE, by, (kept) => ok({ ...kept, places: { clockIn: channel } }));
    state.rows = 3;
    state.posted = {
      batch: null,
      channels: { [channel]: { missed: 4, refused: 'CHANNEL_HIDDEN' }, 6: { missed: 1, refused: null } },
    };
    expect((await asked()).own.log).toEqual({ isOn: true, rows: 3, since: clock.now() - MINUTE, refused: 1 });
    expect((await asked()).own.due).toEqual({ overdue: 2, since: clock.now() - 90 });
    [due.offline, state.isAway] = [true, true];
    expect((await asked()).own).toMatchObject({ log: null, due: null, roles: { waiting: 4, refused: 2 } });
    metrics.close();
  });
});

describe('clicks of a space', () => {
  it('are counted by the minute for an hour and by the hour for a day', () => {
    const clock = new FakeClock();
    const clicks = new SpaceClicks(clock);
    clicks.clicked(SPACE);
    clicks.clicked(SPACE);
    clock.advance(3 * MINUTE);
    clicks.clicked(SPACE);
    expect(clicks.perMinute(SPACE, 5)).toEqual([null, null, 2, 0, 0, 1]);
    expect([clicks.sum(SPACE, 1), clicks.sum(SPACE, 5), clicks.sum(OTHER, 60)]).toEqual([1, 3, 0]);
    clock.advance(61 * MINUTE);
    expect([clicks.sum(SPACE, 60), clicks.sum(SPACE, 1_440)]).toEqual([0, 3]);
    clock.advance(25 * 60 * MINUTE);
    expect(clicks.sum(SPACE, 1_440)).toBe(0);
    clicks.clicked(SPACE);
    expect([clicks.sum(SPACE, 60), clicks.sum(SPACE, 1_440)]).toEqual([1, 1]);
  });

  it('are commands, buttons and forms in a server; what is no server is left to the dispatcher', async () => {
    const clicked: string[] = [];
    const seen: unknown[] = [];
    const dispatch = noteClicks(
      (interaction) => {
        seen.push(interaction);
        return Promise.resolve();
      },
      (space) => clicked.push(space),
    );
    const { ApplicationCommand, ApplicationCommandAutocomplete, MessageComponent } = InteractionType;
    for (const [type, guild] of [
      [ApplicationCommand, '100'],
      [MessageComponent, '100'],
      [ApplicationCommandAutocomplete, '100'],
      [ApplicationCommand, undefined],
      [ApplicationCommand, 'x'.repeat(30)],
    ])
      await dispatch({ type, guild_id: guild } as APIInteraction, {} as never);
    expect(clicked).toEqual([SPACE, SPACE]);
    expect(seen).toHaveLength(5);
  });
});
