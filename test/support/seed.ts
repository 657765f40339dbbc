/** The seed of every random test in CI: what lands is decided by the change and not by luck. */
const OF_CI = 20_261_122;

/**
 * The seed of a random test: as asked for in the environment variable `name`, else a fixed one in CI and a new one elsewhere, so that the
 * stories told grow with every run by hand. Tests print it when they fail.
 */
export const seedFrom = (name: string): number => Number(process.env[name] ?? (process.env['CI'] ? OF_CI : Date.now() % 2 ** 31));
