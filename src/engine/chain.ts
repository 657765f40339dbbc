import { delay, type Clock, type Ids, type Logger, type Metrics, type Random } from '../domain/ports.js';
import type { SpaceId } from '../domain/ids.js';
import type { SpaceConfig } from '../domain/space.js';
import type { ChainHealth } from './chain-health.js';
import { createBreaker } from './breaker/breaker.js';
import { withCache } from './cache/cached-store.js';
import type { Documents } from './documents-api.js';
import type { DueStore } from './due/due-row.js';
import { createDocuments } from './documents/cached-documents.js';
import { forgetErased } from './redis/forget-erased.js';
import type { DocumentKind } from './documents/document-kind.js';
import { DOCUMENT_KINDS } from './documents/kinds/index.js';
import { fileShelf, noShelf } from './documents/shelf.js';
import type { Erasures } from './erasures.js';
import type { GivenRoles } from './given-roles.js';
import type { LeaseStore } from './lease/lease.js';
import type { LedgerReader } from './ledger-rows.js';
import type { LedgerRow } from './ledger/kinds/index.js';
import { ledgerCodec } from './ledger/row-codec.js';
import type { OutboxStore } from './outbox/cursors.js';
import type { Limits } from './limits.js';
import { createLimits } from './limits/create-limits.js';
import { createOutbox, type Outbox } from './outbox/outbox.js';
import { admitting, type Admission } from './redis/admission.js';
import { connect } from './redis/client.js';
import { commandGuilds, type CommandGuilds } from './redis/command-guilds.js';
import { countCompanions } from './redis/companions.js';
import { createBoards } from './redis/boards/boards.js';
import type { TlsFiles } from './redis/clients.js';
import { documentStore } from './redis/document-store.js';
import { dueStore } from './redis/due-store.js';
import { memberErasures } from './redis/member-erasure.js';
import { erasedName, noteErased } from './redis/erased-names.js';
import { unavailable } from './redis/unavailable.js';
import { givenRoles } from './redis/given-role-store.js';
import { keepGivenRoles } from './redis/kept-roles.js';
import { guard } from './redis/guarded.js';
import { listen, type Invalidation } from './redis/invalidation.js';
import { leaseStore } from './redis/lease-store.js';
import { createHistories } from './redis/ledger/member-histories.js';
import { ledgerReader } from './redis/ledger/ledger-reader.js';
import { outboxStore } from './redis/ledger/outbox-store.js';
import { watchLink } from './redis/link.js';
import { notices, type NoticeStore } from './redis/notices.js';
import { rollCallStore } from './redis/roll-call-store.js';
import { keys } from './redis/keys.js';
import { postedLogs } from './redis/posted-log-store.js';
import { shownDashboards } from './redis/shown-dashboard-store.js';
import { askedBefore } from './redis/asked-before-store.js';
import { sharedCalls } from './redis/shared-calls.js';
import { exportJobStore } from './redis/export-job-store.js';
import { tokenUses } from './redis/token-use-store.js';
import { sharedUses } from './redis/shared-uses.js';
import { signsIn } from './redis/sign-store.js';
import { redisStore, registering } from './redis/redis-store.js';
import { webSessionStore } from './redis/web-session-store.js';
import { turns } from './redis/turn-store.js';
import type { Heard } from './parts.js';
import type { PostedLogs } from './posted-log.js';
import type { ShownDashboards } from './shown-dashboards.js';
import type { SignStore } from './signs-of-life.js';
import type { Spaces } from './spaces.js';
import { configurationsBegin, spacesOn } from './spaces/on-documents.js';
import type { CachedStore, Link } from './store.js';
import type { RollCallStore } from './sync/roll-call.js';
import type { AskedBefore } from './asked-before.js';
import type { SharedCalls } from './calls.js';
import type { ExportJobs } from './export-jobs.js';
import type { TokenUses } from './token-uses.js';
import type { Turns } from './turns.js';
import { notionStates } from './redis/notion-state-store.js';
import type { NotionStates } from './notion-states.js';
import { notionPages } from './redis/notion-page-store.js';
import type { NotionPages } from './notion-pages.js';
import { webhookStates } from './redis/webhook-state-store.js';
import type { WebhookStates } from './webhook-states.js';
import type { WebSessionStore } from './web-sessions.js';
import { createWriter } from './writer/writer.js';

export interface ChainOptions {
  /** See redis/endpoint.ts. */
  readonly url: string;
  /** For `rediss://`. */
  readonly tls?: TlsFiles;
  /** For health only: the Redis is ours. */
  readonly managed?: boolean;
  /** The configuration of a space that has none stored (version 0). */
  readonly defaults: (space: SpaceId) => SpaceConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Every kind of document; `DOCUMENT_KINDS` unless told. */
  readonly documentKinds?: readonly DocumentKind[];
  /** Where documents are kept for a start without Redis; nowhere unless told. */
  readonly settingsDir?: string;
  /** Members in L1; 50,000 unless told. */
  readonly l1Members?: number;
  /** Documents of each kind that are held; 5,000 unless told. */
  readonly l1Documents?: number;
  /** ms; 1,500 unless told. */
  readonly commandTimeoutMs?: number;
  /** ms that request ids are remembered outside the ledger; a day unless told. */
  readonly requestWindowMs?: number;
  /** ms that `createChain` waits for a first link before it returns without; 3,000 unless told. */
  readonly startTimeoutMs?: number;
  /** Operations that the writer holds at once; 20,000 unless told. */
  readonly writerCapacity?: number;
}

export interface Chain {
  readonly store: CachedStore;
  readonly documents: Documents;
  readonly spaces: Spaces;
  readonly givenRoles: GivenRoles;
  readonly turns: Turns;
  readonly limits: Limits;
  /** Of the API: requests that may come again, how often it is called, and when tokens were last used. */
  readonly askedBefore: AskedBefore;
  readonly sharedCalls: SharedCalls;
  readonly exportJobs: ExportJobs;
  readonly tokenUses: TokenUses;
  /** When members were last known to be in their guild. */
  readonly signs: SignStore;
  readonly shownDashboards: ShownDashboards;
  readonly postedLogs: PostedLogs;
  readonly webhookStates: WebhookStates;
  readonly notionStates: NotionStates;
  readonly notionPages: NotionPages;
  /** When they last did something with the bot: a command, a button, a form. */
  readonly presence: SignStore;
  readonly notices: NoticeStore;
  /** Who has logged in to the web page. */
  readonly webSessions: WebSessionStore;
  readonly erasures: Erasures;
  readonly leases: LeaseStore;
  /** What happens, for whoever wants to hear of all of it; see engine/outbox. */
  readonly outbox: Outbox;
  /** How far others have read the ledgers, for whoever keeps positions of their own there. */
  readonly positions: Pick<OutboxStore<LedgerRow>, 'beginAtEnd' | 'read' | 'move'>;
  /** The ledgers of spaces by positions. */
  readonly ledger: LedgerReader;
  /**
   * Something may have been appended to the ledger of a space, by whichever process; null: of any, since messages of other processes may have been missed.
   * Answers the unsubscribe function.
   */
  readonly onNews: (listener: (space: SpaceId | null) => void) => () => void;
  /** What is to be done at a moment; see engine/due. */
  readonly due: DueStore;
  readonly link: Link;
  readonly rollCallStore: RollCallStore;
  readonly commandGuilds: CommandGuilds;
  /** How many processes share this Redis, this one among them. Rejects with `StoreUnavailable`. */
  companions(): Promise<number>;
  /** Which versions other processes commit. */
  onHeard(listener: Heard): void;
  health(): ChainHealth;
  /** Finishes what was taken (at most `ms`), then disconnects. */
  close(ms?: number): Promise<void>;
}

const DAY_MS = 86_400_000;

/**
 * Puts the engine's stores together: L1 and L2 caches -> writer lanes -> breaker -> Redis. Resolves also when Redis is away; `link` tells when
 * it comes.
 * @throws TypeError when the url is not understood; UnusableRedis when the server is there and too old, or its data are of a newer version
 */
export const createChain = async (options: ChainOptions): Promise<Chain> => {
  const { clock, log, metrics, random, url, requestWindowMs = DAY_MS } = options;
  const timeout = options.commandTimeoutMs;
  const tls = options.tls ?? {};
  const connection = connect({ url, random, clock, log, tls, ...(timeout === undefined ? {} : { commandTimeoutMs: timeout }) });
  const origin = options.ids.next();
  const admission = admitting(connection, { clock, log, owner: origin });
  const link = watchLink(connection, { clock, log, metrics, admit: admission.admit });
  const breaker = createBreaker({ link, ping: () => connection.check(), classify: unavailable, log, metrics });
  const redis = guard(connection, breaker);
  const invalidations = listen(connection, { clock, log, metrics, origin });

  const boards = createBoards({
    redis,
    clock,
    log,
    soon: (space, task) => void lanes.task('background', `boards:${space}`, task).catch(() => undefined),
  });
  const histories = createHistories({
    ...{ redis, clock, log, codec: ledgerCodec },
    soon: (space, task) => void lanes.task('background', `history:${space}`, task).catch(() => undefined),
  });
  const positions = outboxStore(redis, ledgerCodec);
  const newsListeners = new Set<(space: SpaceId | null) => void>();
  const tellNews = (space: SpaceId | null): void => {
    for (const listener of newsListeners) listener(space);
  };
  const outbox = createOutbox({
    ...{ store: positions, leases: leaseStore(redis), owner: origin, clock, log, metrics },
    reading: (space, records) => {
      for (const record of records)
        if (record.kind === 'document') documents.told({ kind: record.document, space, user: record.user }, record.version);
    },
  });
  const onWritten = (space: SpaceId, rows: number): void => {
    histories.wrote(space, rows);
    outbox.news(space);
    tellNews(space);
  };
  const commits = registering({ redis, origin, onUnfolded: boards.lack, onWritten });
  const capacity = options.writerCapacity;
  const lanes = createWriter({ commit: commits.commit, log, metrics, ...(capacity === undefined ? {} : { capacity }) });
  const trusted = (): boolean => invalidations.trusted && link.up;
  const backing = redisStore({ redis, lanes, boards, histories, origin, totalsTtlMs: DAY_MS });
  const cache = withCache(backing, { max: options.l1Members ?? 50_000, trusted, metrics });
  const shelf = options.settingsDir === undefined ? noShelf : fileShelf(options.settingsDir, log);
  const stored = documentStore(redis, { clock, origin, requestWindowMs });
  const documents = createDocuments({
    kinds: options.documentKinds ?? DOCUMENT_KINDS,
    beginnings: [configurationsBegin(options.defaults)],
    store: {
      read: (place) => stored.read(place),
      members: (kind, space) => stored.members(kind, space),
      write: async (place, change) => {
        if (place.space === null) return stored.write(place, change);
        await commits.register(place.space);
        const written = await stored.write(place, change);
        onWritten(place.space, 1);
        return written;
      },
    },
    enqueue: (order, task) => lanes.task('normal', `document:${order}`, task),
    trusted,
    max: options.l1Documents ?? 5_000,
    shelf,
  });

  const due = dueStore({
    ...{ redis, clock, origin, register: (space) => commits.register(space) },
    enqueue: (order, task) => lanes.task('background', order, task),
  });
  const given = keepGivenRoles(
    givenRoles(redis, (_space, order, task) => lanes.task('normal', order, task)),
    { link, clock, log },
  );
  const erased = (space: SpaceId): void => {
    given.forget(space);
    commits.forget(space);
    cache.erased(space);
    documents.erased(space, null);
  };
  const hearing: Heard[] = [];
  const hear = (heard: Invalidation): void => {
    if (heard.kind === 'space') erased(heard.space);
    else if (heard.kind === 'document') documents.changed(heard.place, heard.version);
    else if (heard.kind === 'due') due.heard(heard.space, heard.at);
    else if (heard.kind === 'memberDocuments') documents.erased(heard.space, heard.user);
    else
      for (const { user, version } of heard.members) {
        cache.changed(heard.space, user, version);
        for (const listener of hearing) listener(heard.space, user, version);
      }
  };
  const suspect = (): void => {
    cache.suspect();
    documents.suspect();
  };
  invalidations.onMessage(hear);
  invalidations.onMessage((heard) => {
    const space = heard.kind === 'document' ? heard.place.space : heard.space;
    if (space === null || heard.kind === 'due') return;
    outbox.news(space);
    tellNews(space);
  });
  const lookEverywhere = (): void => {
    outbox.sweep();
    tellNews(null);
  };
  invalidations.onResumed(lookEverywhere);
  link.onUp(lookEverywhere);
  invalidations.onResumed(suspect);
  link.onDown(suspect);
  link.onDown(() => commits.doubt());
  const stopForgetting = link.onUp(() => {
    stopForgetting();
    forgetErased(redis, shelf).catch((error: unknown) =>
      log.warn({ err: error }, 'settings of erased spaces may be on the disk'),
    );
  });

  const disconnect = async (): Promise<void> => {
    histories.close();
    invalidations.close();
    link.close();
    breaker.close();
    await connection.close();
  };

  await ready(link, () => invalidations.trusted, admission, clock, options.startTimeoutMs ?? 3_000);
  if (admission.refusal !== null) {
    await disconnect();
    throw admission.refusal;
  }
  return {
    store: {
      ...cache.store,
      erase: async (space) => {
        await noteErased(redis, [[erasedName(space, '*'), clock.now()]], clock.now());
        await cache.store.erase(space);
        erased(space);
      },
    },
    documents,
    spaces: spacesOn(documents),
    givenRoles: given,
    turns: turns(redis, origin),
    limits: createLimits({ shared: sharedUses(redis), link, log, metrics }),
    askedBefore: askedBefore(redis),
    sharedCalls: sharedCalls(redis),
    exportJobs: exportJobStore(redis),
    tokenUses: tokenUses(redis),
    signs: signsIn(redis, clock),
    presence: signsIn(redis, clock, keys.presence),
    shownDashboards: shownDashboards(redis),
    postedLogs: postedLogs(redis),
    webhookStates: webhookStates(redis),
    notionStates: notionStates(redis),
    notionPages: notionPages(redis),
    notices: notices(redis, clock),
    webSessions: webSessionStore(redis),
    erasures: memberErasures({
      redis,
      clock,
      ids: options.ids,
      origin,
      changed: (...of) => cache.changed(...of),
      forgotten: erased,
      undocumented: (...of) => documents.erased(...of),
    }),
    leases: leaseStore(redis),
    outbox,
    positions,
    ledger: ledgerReader(redis, ledgerCodec),
    onNews: (listener) => {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    due,
    link,
    rollCallStore: rollCallStore(redis),
    commandGuilds: commandGuilds(redis),
    companions: () => countCompanions(redis),
    onHeard: (listener) => void hearing.push(listener),
    health: () => ({
      redis: {
        state: link.state,
        latencyMs: link.latencyMs,
        reason: link.reason,
        breaker: breaker.state,
        mode: options.managed === true ? 'managed' : connection.mode,
      },
      lanes: lanes.health,
      caches: cache.counters,
    }),
    close: async (ms = 5_000) => {
      await Promise.race([Promise.all([lanes.drain(), shelf.settled(), outbox.close()]), delay(clock, ms)]);
      await disconnect();
    },
  };
};

/** Waits for the link and the subscription, at most `ms`; as long as it takes when a migration is under way. */
const ready = async (link: Link, subscribed: () => boolean, admission: Admission, clock: Clock, ms: number): Promise<void> => {
  const until = clock.monotonic() + ms;
  while (!(link.up && subscribed()) && admission.refusal === null && (admission.busy || clock.monotonic() < until))
    await delay(clock, 10);
};
