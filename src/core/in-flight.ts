import type { Dispatch } from '../commands/kit/responder.js';

export interface InFlight {
  /** The same entrance, counted. */
  readonly dispatch: Dispatch;
  /** Resolves when nothing that came in is unanswered. */
  idle(): Promise<void>;
}

/** Knows which interactions are under way, so that a shutdown can wait for their answers. */
export function trackInFlight(dispatch: Dispatch): InFlight {
  const running = new Set<Promise<void>>();
  return {
    dispatch: (interaction, responder) => {
      const work = dispatch(interaction, responder).finally(() => running.delete(work));
      running.add(work);
      return work;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
