import { delay, type Clock, type Logger } from '../domain/ports.js';

export interface Step {
  readonly name: string;
  /** ms; a step that takes longer is left behind with a log line. */
  readonly within: number;
  run(): Promise<void> | void;
}

export interface Lifecycle {
  /** Registers what to do at the end. Steps run in the opposite order of their registration: what came last goes first. */
  onStop(step: Step): void;
  /**
   * Opens something and registers how it is closed again. A stop that comes meanwhile waits for the opening, so that nothing is left open.
   * @throws Stopping when a stop came before or meanwhile; and whatever `open` rejects with
   */
  open<T>(
    what: { readonly name: string; readonly within: number; readonly close: (opened: T) => Promise<void> | void },
    open: () => Promise<T>,
  ): Promise<T>;
  /** Runs the steps once; every caller gets the same promise, which never rejects. Resolves to whether all went well. */
  stop(reason: string): Promise<boolean>;
  readonly stopping: boolean;
}

/** The start is over, because the end has begun. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

export function createLifecycle(deps: { readonly clock: Clock; readonly log: Logger }): Lifecycle {
  const steps: Step[] = [];
  let stopped: Promise<boolean> | null = null;

  const runOne = async (step: Step): Promise<boolean> => {
    const started = deps.clock.monotonic();
    const work = (async () => {
      await step.run();
      return 'done' as const;
    })();
    try {
      const outcome = await Promise.race([work, delay(deps.clock, step.within).then(() => 'late' as const)]);
      if (outcome === 'late') {
        // It may still fail later; nobody waits for it any more.
        work.catch((error: unknown) => deps.log.warn({ step: step.name, error }, 'a late step of the shutdown failed'));
        deps.log.warn({ step: step.name, within: step.within }, 'a step of the shutdown took too long and was left behind');
        return false;
      }
      deps.log.debug({ step: step.name, ms: Math.round(deps.clock.monotonic() - started) }, 'stopped');
      return true;
    } catch (error) {
      deps.log.error({ step: step.name, error }, 'a step of the shutdown failed');
      return false;
    }
  };

  const runAll = async (reason: string): Promise<boolean> => {
    deps.log.info({ reason }, 'shutting down');
    let clean = true;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) clean = (await runOne(step)) && clean;
    deps.log.info({ clean }, 'stopped');
    return clean;
  };

  const isStopping = (): boolean => stopped !== null;

  return {
    onStop: (step) => void steps.push(step),
    async open({ name, within, close }, open) {
      if (stopped !== null) throw new Stopping();
      const opening = open();
      // Null: it never opened, which whoever opened it is told.
      const settled = opening.then(
        (value) => ({ value }),
        () => null,
      );
      steps.push({
        name,
        within,
        run: async () => {
          const opened = await settled;
          if (opened !== null) await close(opened.value);
        },
      });
      const value = await opening;
      if (isStopping()) throw new Stopping();
      return value;
    },
    stop: (reason) => (stopped ??= runAll(reason)),
    get stopping() {
      return isStopping();
    },
  };
}
