import { withoutNotion } from '../../src/actions/reminders/places.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIInteraction } from 'discord-api-types/v10';
import { createDispatcher } from '../../src/commands/index.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { roleId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { ok } from '../../src/domain/result.js';
import { createChain, type Chain } from '../../src/engine/chain.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import { unlimited } from '../../src/engine/limits.js';
import { StoreUnavailable, type CachedStore } from '../../src/engine/store.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { realClock } from '../support/chain.js';
import { RecordingResponder } from '../support/commands-harness.js';
import { PANEL } from '../support/system-samples.js';
import { createPayloads } from '../support/commands-payloads.js';
import { FakeProcesses } from '../support/engine.js';
import {
  FakeRandom,
  noExporting,
  noExports,
  noImporting,
  noNotion,
  RecordingLogger,
  RecordingMetrics,
} from '../support/fakes.js';
import { MemoryFs } from '../support/memory-fs.js';
import { MemoryMessages } from '../support/memory-messages.js';
import { planningOn } from '../support/planning.js';
import { freePort, startRedis } from '../support/redis.js';
import { startRedisProxy } from '../support/redis-proxy.js';

const DISCORD_EPOCH = 1_420_070_400_000;
/** How long the world may take to be well again, ms. */
const HEALED_WITHIN = 30_000;
/** A Redis that does not answer is given up on after this, ms: outages are many, and people do not wait here. */
const COMMAND_TIMEOUT = 300;

/** Reads again while Redis is there and does not answer in time. */
const patiently = async <T>(read: () => Promise<T>): Promise<T> => {
  const giveUp = performance.now() + HEALED_WITHIN;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

/** The bot as one process: gone without a word when it is killed, and its disk with what was not synced. */
interface Bot {
  readonly pid: number;
  readonly chain: Chain;
  readonly engine: Engine;
  readonly dispatch: (payload: APIInteraction, responder: RecordingResponder) => Promise<void>;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/**
 * The bot without Discord: the real dispatcher on the real engine, on a real Redis behind a proxy. Moments are those of a clock that only walks
 * move; how long something takes is measured by the machine's, as in the sandbox.
 */
export const openStage = async (begin: number, seed: number) => {
  const port = await freePort();
  // What it loses when it dies within a second is for the torture runs; here a setting that was changed is changed.
  const redis = await startRedis({ port, appendfsync: 'always' });
  const proxy = await startRedisProxy(port, { random: () => 0.5 });
  const settingsDir = await mkdtemp(join(tmpdir(), 'pc-walks-'));
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  const translators = createTranslators({ strict: true });
  let now = begin;
  const clock: Clock = { ...realClock, now: () => now };
  const random = new FakeRandom(seed);
  /** Discord's channels outlive the bot. */
  const messages = new MemoryMessages();
  const dead = new Set<number>();
  let disk = new MemoryFs(() => Date.now());
  let pids = 0;
  let bot: Bot;

  const start = async (): Promise<Bot> => {
    const pid = (pids += 1);
    let count = 0;
    const ids = { next: () => `p${pid}n${(count += 1)}`, reference: () => `WALK-${pid}` };
    const tell = { ids, random, log, metrics };
    const chain = await createChain({
      ...tell,
      ...{ clock: realClock, url: proxy.url, settingsDir, commandTimeoutMs: COMMAND_TIMEOUT, startTimeoutMs: 500 },
      defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: 'UTC' }),
    });
    const engine = createEngine({
      ...tell,
      ...chain,
      ...{ clock: realClock, momentClock: clock, journalDir: '/journal', fs: disk, segmentBytes: 128 << 10 },
      processes: new FakeProcesses(pid, dead),
    });
    await engine.start();
    const { tracker } = engine;
    const dispatch = createDispatcher({
      ...{ ...tell, clock, translators, sessions: tracker, entries: tracker, overview: tracker },
      ...{
        timesheet: chain.store,
        team: chain.store,
        boards: chain.store,
        documents: chain.documents,
        tokenUses: chain.tokenUses,
        spaces: chain.spaces,
        notices: chain.notices,
      },
      ...{ recount: engine.recount, personal: engine.personal, verify: engine.verify },
      defaults: { locale: 'en', timeZone: 'UTC' },
      roles: {
        check: () => Promise.resolve(ok(undefined)),
        ensure: () => Promise.resolve(ok(roleId('599'))),
        holders: (_guild, _role, among) => Promise.resolve(ok(new Set(among))),
        problems: () => [],
        resync: () => undefined,
      },
      channels: { check: () => Promise.resolve(ok(undefined)) },
      messages,
      dashboards: { refresh: () => undefined, problems: () => [] },
      direct: { send: () => Promise.resolve(false) },
      ...planningOn({ documents: chain.documents, overview: tracker, spaces: chain.spaces, clock, ids }),
      system: { panel: () => Promise.resolve(PANEL) },
      pictures: { draw: () => Promise.resolve(null) },
      analyst: { forecast: () => Promise.resolve(null) },
      exports: noExports,
      ...noExporting,
      ...noImporting,
      ...noNotion,
      voice: { isHeard: true },
      places: { check: () => Promise.resolve({ ok: true as const, value: undefined }) },
      notionComments: withoutNotion,
      page: { to: () => null },
      // Seven people do here in seconds what takes days.
      limits: unlimited,
    });
    return { pid, chain, engine, dispatch };
  };

  const until = async (done: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    const giveUp = performance.now() + HEALED_WITHIN;
    while (!(await done())) {
      if (performance.now() > giveUp) throw new Error(`${what} did not come true`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  bot = await start();
  await until(() => bot.chain.link.up, 'a link to Redis');
  let sent = 0;
  /** A snowflake of now. */
  const snowflake = (): string => ((BigInt(now - DISCORD_EPOCH) << 22n) + BigInt((sent += 1) % 4_194_304)).toString();

  return {
    log,
    translators,
    payload: createPayloads(snowflake),
    /** What was posted in channels of the server, oldest first. */
    posted: messages.posted,
    now: () => now,
    /** Time goes on, ms. */
    wait: (ms: number) => void (now += ms),
    /** What looks on from outside waits for as long as a busy machine needs. */
    reading: {
      reload: (...of) => patiently(() => bot.chain.store.reload(...of)),
      entries: (...of) => patiently(() => bot.chain.store.entries(...of)),
      days: (...of) => patiently(() => bot.chain.store.days(...of)),
      history: (...of) => patiently(() => bot.chain.store.history(...of)),
      onTheClock: (...of) => patiently(() => bot.chain.store.onTheClock(...of)),
      ledger: (space) => bot.chain.store.ledger(space),
    } satisfies Partial<CachedStore>,
    settings: (space: SpaceId) => patiently(() => bot.chain.spaces.get(space)),
    verified: (space: SpaceId, user: UserId) => patiently(() => bot.engine.verify.member(space, user)),
    get spaces() {
      return bot.chain.spaces;
    },
    send: async (payload: object): Promise<RecordingResponder> => {
      const responder = new RecordingResponder();
      await bot.dispatch(payload as APIInteraction, responder);
      return responder;
    },
    /** The line to Redis is cut and stays so. */
    cut: () => {
      proxy.refuse(true);
      proxy.cut();
    },
    killRedis: () => redis.kill(),
    /** Redis takes connections and says nothing. */
    freezeRedis: () => redis.pause(),
    /** Redis is there again. */
    heal: async (): Promise<void> => {
      redis.resume();
      const isThere = await redis.command('PING').catch(() => '');
      if (isThere !== 'PONG') await redis.restart();
      proxy.heal();
      await until(() => bot.chain.link.up, 'a link to Redis');
    },
    /**
     * kill -9 and a new start: what was on its way is lost, and of what was not synced to the disk a part.
     * @param kept 0..1 of the bytes that were not synced
     * @param toRedis is it there, is it away, or is the line to it cut?
     */
    restart: async (kept: number, toRedis: 'there' | 'away' | 'cut'): Promise<void> => {
      const killed = bot;
      proxy.refuse(true);
      proxy.cut();
      dead.add(killed.pid);
      disk = disk.crash(kept);
      // Nobody hears anything of it any more; this only ends its timers.
      await killed.engine.drain(0);
      await killed.chain.close(0);
      if (toRedis !== 'cut') proxy.refuse(false);
      bot = await start();
      if (toRedis === 'there') await until(() => bot.chain.link.up, 'a link to Redis');
    },
    /** Nothing waits any more: the journal is in Redis, and a recount that was begun is done. */
    rest: async (): Promise<void> => {
      await until(() => bot.chain.link.up, 'a link to Redis');
      await until(() => {
        const { pending, syncing } = bot.engine.journalHealth();
        return pending === 0 && !syncing;
      }, 'an empty journal');
    },
    /** Recounts that were begun are gone on with until there is none. */
    recounted: async (isRunning: () => Promise<boolean>): Promise<void> => {
      if (!(await isRunning())) return;
      const patience = performance.now() + 2_000;
      await until(async () => {
        if (!(await isRunning())) return true;
        // One that an outage stopped goes on when somebody says so: the process that leads, in the program.
        if (performance.now() > patience) await bot.engine.recount.resume();
        return false;
      }, 'the end of a recount');
    },
    documents: () => bot.chain.documents,
    close: async (): Promise<void> => {
      await bot.engine.drain(2_000);
      await bot.chain.close(2_000);
      await proxy.close();
      await redis.stop();
      await rm(settingsDir, { recursive: true, force: true });
    },
  };
};
