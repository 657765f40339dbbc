import type { Dispatch } from '../commands/kit/responder.js';

export interface InFlight {
  /** The same entrance, counted. */
  readonly dispatch: Dispatch;
  /** Resolves when nothing that came in is unanswered. */
  idle(): Promise<void>;
}

/** Knows how many interactions are under way, so that a shutdown can wait for their answers. */
export function trackInFlight(dispatch: Dispatch): InFlight {
  let running = 0;
  const resting: (() => void)[] = [];
  const ended = (): void => {
    running -= 1;
    if (running > 0) return;
    for (const resolve of resting.splice(0)) resolve();
  };
  return {
    dispatch: (interaction, responder) => {
      running += 1;
      const work = dispatch(interaction, responder);
      work.then(ended, ended);
      return work;
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => resting.push(resolve))),
  };
}
