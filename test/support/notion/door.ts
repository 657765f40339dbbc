import type { Clock } from '../../../src/domain/ports.js';
import type { NotionApi } from '../../../src/integrations/notion/api/api.js';
import { createNotionApi } from '../../../src/integrations/notion/client/create-api.js';
import { createPace, type Pace } from '../../../src/integrations/notion/pace.js';
import { RecordingMetrics } from '../fakes.js';
import type { NotionEmulator } from './emulator.js';

/** Lengths of time pass at once, so that a test need not wait for what is paced or tried again; `waited` says how long it would have been, ms. */
export const hastyClock = (): Pick<Clock, 'now' | 'monotonic' | 'after'> & { readonly waited: number } => {
  let passed = 0;
  return {
    now: () => Date.now(),
    monotonic: () => passed,
    after: (ms, task) => {
      const timer = setImmediate(() => {
        passed += ms;
        task();
      });
      return () => clearImmediate(timer);
    },
    get waited() {
      return passed;
    },
  };
};

export const hastyPace = (clock: Pick<Clock, 'monotonic' | 'after'> = hastyClock()): Pace =>
  createPace({ clock, random: { next: () => 0.5 }, metrics: new RecordingMetrics() });

/** The real client, pointed at the emulator. */
export const apiOf = (
  notion: Pick<NotionEmulator, 'url'>,
  token: string,
  more: { readonly pace?: Pace; readonly timeoutMs?: number; readonly urgent?: boolean } = {},
): NotionApi => {
  const { pace = hastyPace(), timeoutMs, urgent = false } = more;
  const clock = { now: () => Date.now() };
  return createNotionApi({
    ...{ baseUrl: notion.url, token, pace, clock, urgent },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
};
