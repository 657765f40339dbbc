import { withoutNotion } from '../../../src/actions/reminders/places.js';
import { randomUUID } from 'node:crypto';
import type { APIInteraction } from 'discord-api-types/v10';
import { createDispatch } from '../../../src/commands/kit/dispatch.js';
import { defaultConfig } from '../../../src/domain/defaults.js';
import { domainError } from '../../../src/domain/errors.js';
import {
  categoryId,
  guildSpace,
  personalSpace,
  requestId,
  roleId,
  userId,
  type SpaceId,
  type UserId,
} from '../../../src/domain/ids.js';
import type { Clock } from '../../../src/domain/ports.js';
import { err, ok } from '../../../src/domain/result.js';
import type { SpaceConfig } from '../../../src/domain/space.js';
import type { Change } from '../../../src/engine/api.js';
import { createChain } from '../../../src/engine/chain.js';
import { createEngine } from '../../../src/engine/index.js';
import { unlimited } from '../../../src/engine/limits.js';
import type { Spaces } from '../../../src/engine/spaces.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import { realClock } from '../../support/chain.js';
import { PANEL } from '../../support/system-samples.js';
import { FakeProcesses } from '../../support/engine.js';
import { noExporting, noExports, noImporting, noNotion, RecordingLogger, RecordingMetrics } from '../../support/fakes.js';
import { MemoryFs } from '../../support/memory-fs.js';
import { planningOn } from '../../support/planning.js';
import { startRedis } from '../../support/redis.js';
import { PROBED, withProbeTexts } from './probes.js';
import { FuzzResponder } from './responder.js';

/** In everything that only other guilds, other people, or other places of the same person may know. No answer may hold it. */
export const MARK = 'MARKq7x';
export const HOME = '100000000000000001';
export const ELSEWHERE = '100000000000000002';
export const BOB = '200000000000000002';
const FOREIGN_ROLE = '777000000000000001';
const DISCORD_EPOCH = 1_420_070_400_000;

/** Settings changes that were taken, by whom. */
export interface Written {
  readonly space: SpaceId;
  readonly actor: string | null;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/**
 * The bot without Discord: dispatcher, engine and a real Redis, with two guilds. `HOME` is where attackers are; `ELSEWHERE`, and what `BOB`
 * does anywhere, is full of marks.
 */
export const openStage = async () => {
  const redis = await startRedis({ appendfsync: 'no' });
  const log = new RecordingLogger();
  const metrics = new RecordingMetrics();
  let ahead = 0;
  const clock: Clock = { ...realClock, now: () => Date.now() + ahead };
  const ids = { next: () => randomUUID().slice(0, 13), reference: () => 'FUZZ-0001' };
  const tell = { clock, ids, random: { next: () => Math.random() }, log, metrics };
  const defaults = (space: SpaceId) => defaultConfig(space, { locale: 'en', timeZone: 'UTC' });
  const chain = await createChain({ ...tell, url: redis.url, defaults });
  const processes = new FakeProcesses(1, new Set());
  const engine = createEngine({
    ...tell,
    ...chain,
    journalDir: '/journal',
    fs: new MemoryFs(() => clock.now()),
    processes,
    segmentBytes: 128 << 10,
    keepMs: 60_000,
  });
  await engine.start();
  const { tracker } = engine;
  const changes: Change[] = [];
  tracker.onChange((change) => changes.push(change));
  const written: Written[] = [];
  const spaces: Spaces = {
    get: (space) => chain.spaces.get(space),
    loaded: (space) => chain.spaces.loaded(space),
    update: async (space, by, change) => {
      const before = await chain.spaces.get(space);
      const done = await chain.spaces.update(space, by, change);
      if (done.ok && done.value.version !== before.version) written.push({ space, actor: by.actor });
      return done;
    },
  };
  const roles = {
    check: () => Promise.resolve(ok(undefined)),
    ensure: () => Promise.resolve(ok(roleId('500000000000000001'))),
    holders: (_guild: string, _role: string, among: readonly UserId[]) => Promise.resolve(ok(new Set(among))),
    problems: (guild: string) =>
      guild === HOME ? [] : [{ role: roleId(FOREIGN_ROLE), error: domainError('ROLE_NOT_FOUND'), since: 1 }],
    resync: () => undefined,
  };
  const deps = {
    ...tell,
    sessions: tracker,
    entries: tracker,
    overview: tracker,
    timesheet: chain.store,
    team: chain.store,
    boards: chain.store,
    documents: chain.documents,
    tokenUses: chain.tokenUses,
    spaces,
    defaults: { locale: 'en', timeZone: 'UTC' },
    recount: engine.recount,
    personal: engine.personal,
    verify: engine.verify,
    roles,
    channels: { check: () => Promise.resolve(ok(undefined)) },
    messages: {
      post: () => Promise.resolve(err(domainError('DISCORD_UNAVAILABLE'))),
      edit: () => Promise.resolve(err(domainError('DISCORD_UNAVAILABLE'))),
      remove: () => Promise.resolve(err(domainError('DISCORD_UNAVAILABLE'))),
    },
    dashboards: { refresh: () => undefined, problems: () => [] },
    direct: { send: () => Promise.resolve(false) },
    ...planningOn({ documents: chain.documents, overview: tracker, spaces, clock, ids }),
    voice: { isHeard: true },
    places: { check: () => Promise.resolve({ ok: true as const, value: undefined }) },
    notionComments: withoutNotion,
    page: { to: () => null },
    notices: chain.notices,
    system: { panel: () => Promise.resolve(PANEL) },
    pictures: { draw: () => Promise.resolve(null) },
    analyst: { forecast: () => Promise.resolve(null) },
    exports: noExports,
    ...noExporting,
    ...noImporting,
    ...noNotion,
    // One member sends all that there is.
    limits: unlimited,
    translators: withProbeTexts(createTranslators({ strict: true })),
  };
  const dispatch = createDispatch(deps, PROBED);

  let count = 0;
  /** A snowflake of now. */
  const snowflake = (): string => ((BigInt(clock.now() - DISCORD_EPOCH) << 22n) + BigInt(++count % 4096)).toString();

  let base: SpaceConfig | null = null;
  /** Puts the guild's settings back to what every case begins with. */
  const restore = async (): Promise<void> => {
    const space = guildSpace(HOME);
    const now = await chain.spaces.get(space);
    if (base !== null && now.version === base.version) return;
    const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'fuzz' };
    const stored = await chain.spaces.update(space, by, (config) => ok({ ...config, ...home(defaults(space)) }));
    if (!stored.ok) throw new Error('the guild could not be put back');
    base = stored.value;
  };

  const clockIn = async (space: SpaceId, user: string, note: string | null): Promise<string> => {
    const category = (await chain.spaces.get(space)).categories[0]?.id ?? categoryId('reading');
    const request = { space, user: userId(user), requestId: requestId(snowflake()), at: clock.now(), source: 'fuzz' };
    const started = await tracker.clockIn({ ...request, category, note });
    if (!started.ok) throw new Error(`no clock-in: ${started.error.code}`);
    return started.value.session.id;
  };

  await restore();
  const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'fuzz' };
  await chain.spaces.update(guildSpace(ELSEWHERE), by, (config) => ok(foreign(config)));
  const sessions = {
    bobHere: await clockIn(guildSpace(HOME), BOB, `${MARK} note here`),
    bobElsewhere: await clockIn(guildSpace(ELSEWHERE), BOB, `${MARK} note elsewhere`),
    bobAlone: await clockIn(personalSpace(BOB), BOB, `${MARK} note alone`),
  };
  for (const space of [guildSpace(HOME), guildSpace(ELSEWHERE)])
    await chain.notices.put({
      space,
      user: userId(BOB),
      requestId: requestId('1'),
      command: 'clockin',
      at: 1,
      error: domainError('CATEGORY_NOT_FOUND', { input: MARK }),
    });

  return {
    dispatch,
    sessions,
    log,
    tracker,
    changes,
    written,
    snowflake,
    restore,
    clockIn,
    /** Time goes on, ms. */
    wait: (ms: number) => void (ahead += ms),
    send: async (payload: unknown): Promise<FuzzResponder> => {
      const responder = new FuzzResponder();
      await dispatch(payload as APIInteraction, responder);
      return responder;
    },
    close: async () => {
      await engine.drain(2_000);
      await chain.close(2_000);
      await redis.stop();
    },
  };
};

const home = (config: SpaceConfig): Pick<SpaceConfig, 'settings' | 'categories'> => ({
  settings: config.settings,
  categories: config.categories.map((category, at) =>
    at === config.categories.length - 1 ? { ...category, archived: true } : category,
  ),
});

const foreign = (config: SpaceConfig): SpaceConfig => ({
  ...config,
  settings: { ...config.settings, onRole: roleId(FOREIGN_ROLE), breakRole: roleId(FOREIGN_ROLE) },
  categories: config.categories.map((category, at) => ({
    ...category,
    id: categoryId(`foreign${at}`),
    name: `${MARK} ${at}`,
    description: MARK,
    role: roleId(FOREIGN_ROLE),
  })),
});

/** What nobody here may be told: the marks, and the roles of the other guild. */
export const leaks = (said: string): boolean => said.includes(MARK) || said.includes(FOREIGN_ROLE);
