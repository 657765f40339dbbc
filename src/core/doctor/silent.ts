import type { Logger, Metrics } from '../../domain/ports.js';

const nothing = (): void => undefined;

/** What parts of the bot tell the log is told by findings here. */
export const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silent };
export const uncounted: Metrics = { count: nothing, gauge: nothing, observe: nothing };
