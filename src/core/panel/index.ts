import type { SystemDesk } from '../../commands/deps.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import { MINUTES_OF, type OperatorFigures, type SystemPanel } from '../../views/system/model.js';
import type { Health } from '../health.js';
import type { ProcessMetrics } from '../metrics.js';
import { clicksOf, figuresOf, followAll, minuteByMinute, type MeterSources } from './meters.js';
import { ownFigures, type OwnSources } from './own-figures.js';
import { SpaceClicks } from './space-clicks.js';

const PICTURE_MINUTES = 60;

export interface PanelDeps {
  readonly health: Pick<Health, 'snapshot'>;
  readonly metrics: Pick<ProcessMetrics, 'counts' | 'minutes'>;
  readonly meters: MeterSources;
  readonly own: OwnSources;
  /** Moments. */
  readonly now: () => number;
  /** Lengths of time. */
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly writerCapacity: number;
  /** User ids of those who run the bot. */
  readonly operators: ReadonlySet<string>;
  readonly process: SystemPanel['process'];
  /** What this process works off; null: another one does. */
  readonly due: () => OperatorFigures['due'];
}

export interface Panel extends SystemDesk {
  /** Somebody in this space used a command, a button or a form. */
  clicked(space: SpaceId): void;
}

/** What /admin system tells, put together from what the parts know. Nothing of it is in the way of a click. */
export const createPanel = (deps: PanelDeps): Panel => {
  const { health, metrics, meters, own, now, clock, writerCapacity, operators, process, due } = deps;
  const { minutes } = metrics;
  followAll(minutes, metrics, meters);
  const clicks = new SpaceClicks(clock);

  return {
    clicked: (space) => clicks.clicked(space),
    async panel({ space, user, time }) {
      const last = MINUTES_OF[time];
      const at = now();
      const [snapshot, figures] = await Promise.all([health.snapshot(), ownFigures(space, at, own)]);
      const isOperator = operators.has(user);
      const { answers, queue, allClicks } = minuteByMinute(minutes, PICTURE_MINUTES);
      return {
        now: snapshot,
        at,
        time,
        ageMs: minutes.ageMs,
        process,
        figures: figuresOf(minutes, last),
        own: { ...figures, clicks: clicks.sum(space, last) },
        lastHour: {
          answers,
          queue,
          clicks: clicks.perMinute(space, PICTURE_MINUTES),
          allClicks: isOperator ? allClicks : null,
        },
        writerCapacity,
        operator: isOperator
          ? {
              servers: snapshot.shards.reduce((sum, { guilds }) => sum + guilds, 0),
              clicks: clicksOf(minutes, last),
              due: due(),
            }
          : null,
      };
    },
  };
};
