import { fork } from 'node:child_process';
import { join } from 'node:path';
import { TokenRefused } from '../../discord/connect.js';
import { gatewayInformation, type GatewayInformation } from '../../discord/gateway/information.js';
import type { Config, Environment, SupervisorConfig } from '../config.js';
import { ConfigurationError, TOKEN_REFUSED } from '../errors.js';
import { readinessOf, type Health } from '../health.js';
import { createHttp, listen } from '../http.js';
import { Stopping } from '../lifecycle.js';
import { manageRedis } from '../redis.js';
import type { Surroundings } from '../surroundings.js';
import { WITHIN } from '../within.js';
import { watchChild, type Child } from './child.js';
import { createFleet, Refused, type Fleet } from './fleet.js';
import { registerHandingOn } from './hand-on.js';
import { createIdentifyDesk } from './identify-desk.js';
import { equalGroups, groupShards, type Group } from './plan.js';
import { registerProxy } from './proxy.js';
import { createRegistrar } from './registrar.js';
import { joinMetrics, sumSnapshots } from './sum.js';
import { workerArguments } from './worker.js';

/** A process that does not say how it is within this is left out, ms. */
const REPORT_MS = 1_000;

export interface Supervised {
  readonly httpUrl: string;
  /** Replaces all processes, one after the other, without a gap. */
  roll(): Promise<boolean>;
}

/**
 * Starts the processes that do the work, and keeps them. Here: their turns to identify, the managed Redis, one port with everybody's health
 * and metrics, and with what they serve: the API, and over HTTP interactions. Resolves when all of them take interactions.
 * @param environment what they get, with what is theirs put over it
 * @throws ConfigurationError when a variable is at fault
 */
export async function supervise(
  config: Config & { readonly supervisor: SupervisorConfig },
  surroundings: Surroundings,
  environment: Environment,
): Promise<Supervised> {
  const { clock, log, metrics, lifecycle } = surroundings;
  const { transport } = config.discord;
  const redisUrl = config.redisUrl?.reveal() ?? (await manageRedis(config, surroundings));
  const information = await askDiscord(config, surroundings);
  const desk = createIdentifyDesk(information, { clock, log });
  const groups = groupsOf(config.supervisor, information);

  const launch = (group: Group, standby: boolean): Child =>
    watchChild(
      fork(
        join(import.meta.dirname, `../main${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`),
        workerArguments({ name: group.name, processes: groups.length, standby }),
        {
          env: {
            ...environment,
            ...(group.shards === null ? {} : { SHARD_COUNT: `${shardsIn(groups)}`, SHARD_IDS: group.shards.join(',') }),
            PROCESSES: '',
            REDIS_URL: redisUrl,
            HTTP_HOST: '127.0.0.1',
            HTTP_PORT: '0',
            PUBLIC_URL: config.publicUrl ?? addressOf(config.http),
          },
          execArgv: [...process.execArgv, '--enable-source-maps'],
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          // A Ctrl-C of the terminal is for the supervisor, which tells them.
          detached: true,
        },
      ),
      group,
      { desk, clock, log },
    );
  const registrar = createRegistrar();
  const fleet = createFleet({ groups, launch, onReady: (child) => registrar.offer(child), clock, log, metrics });

  let started = false;
  const health = healthOf(fleet, surroundings, {
    transport,
    redisMode: config.redisUrl === null ? 'managed' : 'standalone',
    started: () => started,
  });
  const exposition = async () => {
    const [own, reports] = await Promise.all([metrics.series(), reportsOf(fleet)]);
    const theirs = reports.flatMap(({ name, report }) => (report === null ? [] : [{ process: name, metrics: report.metrics }]));
    return joinMetrics([{ process: 'supervisor', metrics: own }, ...theirs]);
  };
  // What the processes have is theirs to export.
  const http = createHttp({ health, metrics: { exposition, gauge: () => undefined }, log });
  await registerHandingOn(http, { urls: () => urlsOf(fleet), log });
  if (transport === 'http') await registerProxy(http, { urls: () => urlsOf(fleet), log });
  const port = await lifecycle.open({ name: 'http', within: WITHIN.http, close: () => http.close() }, () =>
    listen(http, { ...config.http, fixed: true, variable: 'HTTP_PORT' }),
  );
  lifecycle.onStop({ name: 'processes', within: WITHIN.processes, run: () => fleet.stop() });

  log.info(
    { processes: groups.length, shards: shardsIn(groups), maxConcurrency: information.maxConcurrency },
    'starting processes',
  );
  try {
    await fleet.start();
  } catch (error) {
    // The process has said why.
    if (error instanceof Refused) throw new ConfigurationError(`process ${error.message} cannot start with this configuration`);
    throw error;
  }
  started = true;
  const host = config.http.host.includes(':') ? `[${config.http.host}]` : config.http.host;
  const httpUrl = `http://${host}:${port}`;
  log.info({ version: surroundings.version, http: httpUrl, transport, processes: groups.length }, 'ready');
  return {
    httpUrl,
    async roll() {
      const needed = shardsIn(groups);
      if (desk.remaining < needed) {
        log.error(
          { needed, remaining: desk.remaining },
          'no rolling restart: Discord allows too few identifies until its count begins anew',
        );
        return false;
      }
      const done = await fleet.roll();
      // A new version may have other commands; the process that was replaced last has it for sure.
      const newest = fleet.posts().at(-1)?.current;
      if (done && newest !== null && newest !== undefined) registrar.again(newest);
      return done;
    },
  };
}

/** Where this process listens, for those whose own address nobody reaches from outside. */
const addressOf = ({ host, port }: Config['http']): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const shardsIn = (groups: readonly Group[]): number => groups.reduce((sum, { shards }) => sum + (shards?.length ?? 0), 0);

const groupsOf = (wish: SupervisorConfig, { shards: recommended }: GatewayInformation): readonly Group[] =>
  wish.shards === null ? equalGroups(wish.processes ?? 1) : groupShards(wish.shards === 'auto' ? recommended : wish.shards, wish);

const askDiscord = async ({ discord }: Config, { clock, log, metrics, lifecycle }: Surroundings): Promise<GatewayInformation> => {
  const token = discord.token?.reveal() ?? '';
  try {
    const told = await gatewayInformation({
      apiUrl: discord.apiUrl,
      token,
      clock,
      log,
      metrics,
      stopped: () => lifecycle.stopping,
    });
    if (told === undefined) throw new Stopping();
    return told;
  } catch (error) {
    if (error instanceof TokenRefused) throw new ConfigurationError(TOKEN_REFUSED);
    throw error;
  }
};

const urlsOf = (fleet: Fleet): readonly string[] =>
  fleet.posts().flatMap(({ current }) => (current?.state === 'ready' && current.url !== null ? [current.url] : []));

const reportsOf = (fleet: Fleet) =>
  Promise.all(
    fleet.posts().map(async ({ group, current, restarts }) => ({
      name: group.name,
      shards: group.shards,
      pid: current?.pid ?? null,
      state: current?.state ?? 'gone',
      restarts,
      report: (await current?.report(REPORT_MS)) ?? null,
    })),
  );

const healthOf = (
  fleet: Fleet,
  { version, clock, lifecycle }: Surroundings,
  about: {
    readonly transport: 'gateway' | 'http';
    readonly redisMode: 'managed' | 'standalone';
    readonly started: () => boolean;
  },
): Health => {
  const startedAt = clock.monotonic();
  return {
    async snapshot() {
      const reports = await reportsOf(fleet);
      const snapshots = reports.flatMap(({ report }) => report?.snapshot ?? []);
      const uptimeMs = Math.round(clock.monotonic() - startedAt);
      return {
        ...sumSnapshots(snapshots, {
          version,
          uptimeMs,
          transport: about.transport,
          redisMode: snapshots[0]?.redis.mode === 'cluster' ? 'cluster' : about.redisMode,
        }),
        processes: reports.map(({ report, ...one }) => ({ ...one, rss: report?.snapshot.memory.rss ?? null })),
      };
    },
    /** Ready: all have been, nothing ends, and one of them is. What the others lack is named. */
    async readiness() {
      const each = (await reportsOf(fleet)).map(({ name, state, report }) => {
        if (report === null)
          return { name, ready: false, reasons: [state === 'starting' ? 'it is starting' : 'it does not answer'], degraded: [] };
        return { name, ...readinessOf(report.snapshot, state === 'ready') };
      });
      const some = each.some(({ ready }) => ready);
      const lacking = each.flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`));
      const reasons = [
        ...(about.started() && !lifecycle.stopping ? [] : ['the supervisor is starting or stopping']),
        ...(some ? [] : lacking),
      ];
      const degraded = [...new Set(each.flatMap((one) => one.degraded)), ...(some ? lacking : [])];
      return { ready: reasons.length === 0, reasons, degraded };
    },
  };
};
