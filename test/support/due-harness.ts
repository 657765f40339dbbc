import { ANN, BEN, SPACE, value, World } from './engine.js';
import { createAlarms } from '../../src/domain/alarms.js';
import { requestId, type ChannelId, type SessionId, type UserId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import type { Session } from '../../src/domain/session.js';
import type { SettingKey, Settings } from '../../src/domain/settings.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type { Claim } from '../../src/engine/documents/kinds/claims.js';
import { createDueJobs } from '../../src/engine/due-jobs.js';
import type { ClockNews } from '../../src/engine/jobs/clock-reminders.js';
import type { Delivered } from '../../src/engine/jobs/reminders.js';
import type { Occurrence, Reminder } from '../../src/domain/reminders/reminder.js';
import type { Asking, Question } from '../../src/engine/jobs/still-working.js';
import { createLease } from '../../src/engine/lease/lease.js';
import type { LedgerRow } from '../../src/engine/ledger/kinds/index.js';
import type { Handle } from '../../src/engine/outbox/outbox.js';
import type { Spaces } from '../../src/engine/spaces.js';
import { MemorySigns } from './discord-fakes.js';
import { RecordingMetrics } from './fakes.js';
import { MemoryDocumentStore, memoryDocuments } from './memory-documents.js';
import { MemoryDue } from './memory-due.js';

const HOUR = 3_600_000;

/** An engine with its due jobs over stores in memory. What the ledger has is handed over when `follow` is called, in pieces. */
export const dueHarness = async () => {
  const world = new World();
  const due = new MemoryDue();
  /** What the space has set; each change of `put` is told by the ledger. */
  let set: Partial<SpaceConfig['settings']> = {};
  const spaces: Spaces = {
    ...world.spaces,
    get: async (space) => {
      const config = await world.spaces.get(space);
      return { ...config, settings: { ...config.settings, ...set } };
    },
  };
  // As in the sandbox: moments move, and what measures lengths of time takes no notice.
  const machine = world.clock;
  let ahead = 0;
  const clock: Clock = {
    now: () => machine.now() + ahead,
    monotonic: () => machine.monotonic(),
    after: (ms, task) => machine.after(ms, task),
    every: (ms, task) => machine.every(ms, task),
  };
  const { engine, store } = await world.started({ spaces, momentClock: clock });
  const { log } = world;
  const handles = new Map<string, Handle<LedgerRow>>();
  const handle: Handle<LedgerRow> = async (space, rows) => {
    for (const each of handles.values()) await each(space, rows);
  };
  const alarms = createAlarms({ clock, log });
  const metrics = new RecordingMetrics();
  const lease = createLease({
    store: { take: () => Promise.resolve({ mine: true, fence: 1, leftMs: 6_000 }), release: () => Promise.resolve() },
    ...{ name: 'due', owner: 'me', clock: machine, log, metrics },
  });
  const documents = memoryDocuments(new MemoryDocumentStore());
  const presence = new MemorySigns();
  const asked: Question[] = [];
  const ended: Claim[] = [];
  /** Does a question reach the member? */
  const reach = { isReached: true };
  const asking: Asking = {
    ask: (question) => Promise.resolve((asked.push(question), { shown: reach.isReached })),
    ended: (claim) => Promise.resolve(void ended.push(claim)),
  };
  /** Where Discord says that everybody is. */
  const voice: { channel: ChannelId | null; isUp: boolean } = { channel: null, isUp: true };
  /** What came of reminders, and what members were told about the clock. */
  const brought: { readonly reminder: Reminder; readonly occurrence: Occurrence; readonly at: number }[] = [];
  const news: { readonly id: string; readonly news: ClockNews; readonly at: number }[] = [];
  /** How reminders go; null: Discord is away. */
  const delivery: { outcome: Delivered | null } = { outcome: { kind: 'told' } };
  const jobs = createDueJobs({
    reminders: {
      send: (_who, reminder, occurrence) => {
        if (delivery.outcome === null) return Promise.reject(new Error('Discord is away'));
        brought.push({ reminder, occurrence, at: clock.now() });
        return Promise.resolve(delivery.outcome);
      },
    },
    clockReminders: {
      tell: (_who, { id }, told) => Promise.resolve(void news.push({ id, news: told, at: clock.now() })),
    },
    ...{ due, store, spaces, documents, presence, asking, lease, clock: machine, momentClock: clock, alarms, log, metrics },
    ...{ clocking: engine.tracker, corrections: engine.tracker },
    refreshDashboards: () => undefined,
    taskPlanning: { begin: () => undefined, everyMs: 600_000 },
    courier: { begin: () => Promise.reject(new Error('nobody has a webhook')) },
    notionRunner: { begin: () => Promise.reject(new Error('nobody is connected')) },
    night: { work: () => Promise.reject(new Error('nobody agreed')) },
    digests: {
      forMember: () => Promise.reject(new Error('asked')),
      forServer: () => Promise.reject(new Error('asked')),
      warn: () => Promise.reject(new Error('asked')),
    },
    voiceChannelOf: () => (voice.isUp ? Promise.resolve(voice.channel) : Promise.reject(new Error('Discord is away'))),
    boardPoster: { post: () => Promise.reject(new Error('asked')), warn: () => Promise.reject(new Error('asked')) },
    exportPoster: { post: () => Promise.reject(new Error('asked')), warn: () => Promise.reject(new Error('asked')) },
    outbox: {
      consume: (name, given) => {
        handles.set(name, given);
        return () => Promise.resolve();
      },
    },
  });
  jobs.start();
  let read = 0;
  let settings = 0;
  const ledger = () => world.backend.spaces.get(SPACE)?.ledger ?? [];
  const follow = async (batch = 100): Promise<void> => {
    for (const all = ledger(); read < all.length; read = Math.min(all.length, read + batch))
      await handle(SPACE, all.slice(read, read + batch));
  };
  /** As `/config set` does it: the ledger tells of it, and of nothing more than the key. */
  const put = async <Key extends SettingKey>(key: Key, to: Settings[Key]): Promise<void> => {
    await follow();
    const before = (await spaces.get(SPACE)).settings[key];
    set = { ...set, [key]: to };
    settings += 1;
    const facts = {
      id: `s${settings}`,
      requestId: requestId(`s${settings}`),
      user: null,
      version: settings,
      event: 'settingsChanged',
    };
    const row = {
      kind: 'document' as const,
      document: 'configuration',
      ...facts,
      at: clock.now(),
      actor: BEN,
      source: 'command',
    };
    await handle(SPACE, [{ ...row, changes: [{ path: ['settings', key], before, after: to }] }]);
  };
  /** Moves the time, and stops at each moment at which something is due. */
  const goOn = async (ms: number): Promise<void> => {
    const until = clock.now() + ms;
    for (let next = alarms.next(); next !== null && next <= until; next = alarms.next()) {
      ahead += Math.max(0, next - clock.now());
      await alarms.ring();
    }
    ahead += Math.max(0, until - clock.now());
    await machine.advanceAsync(0);
    await jobs.idle();
  };
  const pass = async (ms: number): Promise<void> => {
    await follow();
    await goOn(ms);
  };
  const request = (fields: Parameters<World['request']>[0] = {}) => world.request({ at: clock.now(), ...fields });
  const entries = (user: UserId = ANN): readonly Session[] => [
    ...(world.backend.spaces.get(SPACE)?.entries.get(user)?.values() ?? []),
  ];
  const statusOf = (id: SessionId, user?: UserId) => entries(user).find((entry) => entry.id === id)?.status;
  const worked = async (user: UserId = ANN): Promise<SessionId> => {
    const { session } = value(await engine.tracker.clockIn(world.in({ user, at: clock.now() })));
    await goOn(HOUR);
    value(await engine.tracker.clockOut(request({ user })));
    return session.id;
  };
  return {
    brought,
    news,
    delivery,
    handle,
    world,
    request,
    due,
    jobs,
    tracker: engine.tracker,
    store,
    clock,
    machine,
    follow,
    goOn,
    put,
    documents,
    presence,
    asked,
    ended,
    reach,
    voice,
    pass,
    entries,
    statusOf,
    worked,
    ledger,
  };
};
