import type { SystemPanel } from '../../../../src/views/system/model.js';
import type { Format } from '../../../kit/format.js';
import type { Translate } from '../../i18n.js';

/** `good`: all is well. `warn`: look at it. `bad`: it does not work. */
export type State = 'good' | 'warn' | 'bad';

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly state: State;
}

const worse = (isBad: boolean, isWarn: boolean): State => (isBad ? 'bad' : isWarn ? 'warn' : 'good');
const MIB = 1024 * 1024;
/** Answers slower than this at one of a hundred are near Discord's three seconds, ms. */
const SLOW_MS = 1_500;
/** A share of the writer's room that is worth a look. */
const FULL = 0.5;

/** What is said of the bot at this moment and in the time that was chosen, one figure for each of its parts. */
export function figuresOf(
  { now, figures, operator, writerCapacity }: SystemPanel,
  t: Translate,
  format: Format,
): readonly Figure[] {
  const { redis, journal, lanes, memory, shards, transport, desired } = now;
  const number = (value: number) => format.number(value);
  const ms = (value: number) => `${format.number(value, value < 10 ? 1 : 0)} ms`;
  const depth = lanes.critical.depth + lanes.normal.depth + lanes.background.depth;
  const failing = Object.values(desired).reduce((sum, each) => sum + each.failing, 0);
  const queued = Object.values(desired).reduce((sum, each) => sum + each.queued, 0);
  const ready = shards.filter(({ state }) => state === 'ready').length;
  const { answers } = figures;
  return [
    {
      name: t('health.redis'),
      value: redis.latencyMs === null ? t('health.redisSilent') : t('health.redisPing', { ping: ms(redis.latencyMs) }),
      state: worse(redis.state === 'down', redis.state !== 'up' || redis.reason !== null || redis.breaker !== 'closed'),
    },
    {
      name: t('health.journal'),
      value:
        journal.pending === 0
          ? t('health.journalNothing')
          : t('health.journalWaits', { count: number(journal.pending), time: format.duration(journal.lagMs) }),
      state: worse(journal.state === 'failed', journal.pending > 0 || journal.syncing),
    },
    {
      name: t('health.writer'),
      value: t('health.writerDepth', { count: number(depth), refused: number(figures.refusedClicks + figures.refusedOthers) }),
      state: worse(figures.refusedClicks > 0, depth > writerCapacity * FULL || figures.refusedOthers > 0),
    },
    {
      name: t('health.answers'),
      value:
        answers.count === 0
          ? t('health.noAnswers')
          : t('health.answersIn', {
              count: number(answers.count),
              p50: ms(answers.p50),
              p99: ms(answers.p99),
              failed: number(figures.failed),
            }),
      state: worse(answers.p99 > SLOW_MS * 2, answers.p99 > SLOW_MS || figures.failed > 0),
    },
    {
      name: t('health.discord'),
      value:
        transport === 'http'
          ? t('health.http', { requests: number(figures.requests), failed: number(figures.requestsFailed) })
          : t('health.gateway', { ready: number(ready), of: number(shards.length) }),
      state: worse(transport === 'gateway' && shards.length > 0 && ready === 0, transport === 'gateway' && ready < shards.length),
    },
    {
      name: t('health.desired'),
      value: t('health.desiredWaits', { queued: number(queued), failing: number(failing) }),
      state: worse(false, failing > 0),
    },
    {
      name: t('health.memory'),
      value: t('health.memoryUsed', { mib: number(memory.rss / MIB), loop: ms(now.eventLoop.p99) }),
      state: 'good',
    },
    ...(operator === null
      ? []
      : [
          {
            name: t('health.servers'),
            value: t('health.serversCount', { count: number(operator.servers), clicks: number(operator.clicks) }),
            state: 'good' as const,
          },
        ]),
  ];
}
