import type { APIEmbedField } from 'discord-api-types/v10';
import type { SystemSnapshot } from './system-snapshot.js';
import { formatBytes, formatDuration, formatMilliseconds, formatNumber, formatPercent } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { COLOUR } from './colours.js';
import { messageView, type MessageView } from './message.js';
import { EMBED, fitLines } from './text.js';

const OPERATIONS_SHOWN = 12;
/** Four of at most this leave the embed below 6,000 characters together with the short ones. */
const LIST_MAX = 900;

const hitRate = ({ hits, misses }: { readonly hits: number; readonly misses: number }): number =>
  hits + misses === 0 ? 0 : hits / (hits + misses);

const links = (now: SystemSnapshot, t: Translator): APIEmbedField[] => {
  const { redis, journal } = now;
  const latency =
    redis.latencyMs === null
      ? t('system.redis.noAnswer')
      : t('system.redis.latency', { latency: formatMilliseconds(redis.latencyMs, t) });
  const journalLines = [
    t(`system.journal.${journal.state}`),
    t('system.journal.pending', { pending: formatNumber(journal.pending, t), lag: formatDuration(journal.lagMs, t) }),
    t('system.journal.size', { size: formatBytes(journal.bytes, t), segments: formatNumber(journal.segments, t) }),
  ];
  return [
    {
      name: t('system.redis.name'),
      value: [t(`system.redis.${redis.state}`), latency, t('system.redis.mode', { mode: redis.mode })].join('\n'),
      inline: true,
    },
    { name: t('system.breaker.name'), value: t(`system.breaker.${redis.breaker}`), inline: true },
    { name: t('system.journal.name'), value: journalLines.join('\n'), inline: true },
  ];
};

const queues = (now: SystemSnapshot, t: Translator): APIEmbedField[] => {
  const lane = (name: keyof SystemSnapshot['lanes']): string =>
    t('system.lanes.line', {
      lane: t(`system.lanes.${name}`),
      depth: formatNumber(now.lanes[name].depth, t),
      refused: formatNumber(now.lanes[name].refused, t),
    });
  const cache = (name: keyof SystemSnapshot['caches']): string =>
    t('system.caches.line', {
      cache: name.toUpperCase(),
      rate: formatPercent(hitRate(now.caches[name]), t),
      entries: formatNumber(now.caches[name].size, t),
    });
  const { queued, failing } = now.desired['roles'] ?? { queued: 0, failing: 0 };
  return [
    { name: t('system.lanes.name'), value: [lane('critical'), lane('normal'), lane('background')].join('\n'), inline: true },
    { name: t('system.caches.name'), value: [cache('l1'), cache('l2')].join('\n'), inline: true },
    {
      name: t('system.roles.name'),
      value: t('system.roles.line', { queued: formatNumber(queued, t), failing: formatNumber(failing, t) }),
      inline: true,
    },
  ];
};

const process = ({ latency, eventLoop, memory }: SystemSnapshot, t: Translator): APIEmbedField[] => {
  const ms = (value: number): string => formatMilliseconds(value, t);
  const percentiles = t('system.latency.line', { p50: ms(latency.p50), p95: ms(latency.p95), p99: ms(latency.p99) });
  const loop = t('system.eventLoop.line', { p50: ms(eventLoop.p50), p99: ms(eventLoop.p99), max: ms(eventLoop.max) });
  const used = t('system.memory.line', {
    rss: formatBytes(memory.rss, t),
    used: formatBytes(memory.heapUsed, t),
    total: formatBytes(memory.heapTotal, t),
  });
  const count = t('system.latency.count', { count: formatNumber(latency.count, t) });
  return [
    { name: t('system.latency.name'), value: `${percentiles}\n${count}`, inline: true },
    { name: t('system.eventLoop.name'), value: loop, inline: true },
    { name: t('system.memory.name'), value: used, inline: true },
  ];
};

const lists = ({ operations, shards }: SystemSnapshot, t: Translator): APIEmbedField[] => {
  const more = (n: number): string => t('common.more', { n });
  const field = (name: string, lines: readonly string[]): APIEmbedField[] =>
    lines.length === 0 ? [] : [{ name, value: fitLines(lines, Math.min(LIST_MAX, EMBED.fieldValue), more) }];
  const busiest = operations.toSorted((a, b) => b.count - a.count);
  const operationLines = busiest
    .slice(0, OPERATIONS_SHOWN)
    .map(({ name, outcome, count }) =>
      t('system.operations.line', { name: userText(name), outcome: userText(outcome), count: formatNumber(count, t) }),
    );
  if (busiest.length > OPERATIONS_SHOWN) operationLines.push(more(busiest.length - OPERATIONS_SHOWN));
  const shardLines = shards.map(({ id, state, pingMs, guilds }) =>
    t('system.shards.line', {
      id,
      state: userText(state),
      ping: pingMs === null ? t('system.shards.noPing') : formatMilliseconds(pingMs, t),
      guilds: formatNumber(guilds, t),
    }),
  );
  return [...field(t('system.operations.name'), operationLines), ...field(t('system.shards.name'), shardLines)];
};

/** One picture of the running process. */
export const systemCard = (now: SystemSnapshot, t: Translator): MessageView => {
  const well = now.redis.state === 'up' && now.redis.breaker === 'closed' && now.journal.state === 'ok';
  return messageView({
    embeds: [
      {
        title: t('system.title', { version: now.version }),
        description: t('system.uptime', { duration: formatDuration(now.uptimeMs, t), transport: now.transport }),
        color: well ? COLOUR.running : COLOUR.warning,
        fields: [...links(now, t), ...queues(now, t), ...process(now, t), ...lists(now, t)],
      },
    ],
  });
};
