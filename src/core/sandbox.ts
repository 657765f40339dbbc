import { join } from 'node:path';
import type { Logger } from '../domain/ports.js';
import type { SampleParts } from '../sample/write.js';
import type { Sandbox } from '../sandbox/index.js';
import type { Config } from './config.js';
import { ConfigurationError } from './errors.js';
import type { Surroundings } from './surroundings.js';
import { WITHIN } from './within.js';

/**
 * The local Discord on its usual port, or on any free one when that is taken and was not asked for.
 * @throws ConfigurationError when the port that was asked for is taken
 */
async function openSandbox(options: {
  readonly port: number;
  readonly fixed: boolean;
  readonly dataDir: string;
  readonly webRoot: string;
  readonly log: Logger;
}): Promise<Sandbox> {
  const { port, fixed, ...rest } = options;
  // With the real Discord a start need not wait for its modules.
  const { startSandbox } = await import('../sandbox/index.js');
  try {
    return await startSandbox({ ...rest, port });
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    if (fixed) throw new ConfigurationError(`SANDBOX_PORT: port ${port} is in use; end what uses it, or choose another one`);
    options.log.warn({ port }, 'the usual port of the sandbox is in use; taking another one');
    return startSandbox({ ...rest, port: 0 });
  }
}

/** The same as a part of the program, until the shutdown. */
export const startLocalDiscord = (
  options: NonNullable<Config['sandbox']>,
  { dataDir }: Pick<Config, 'dataDir'>,
  { root, log, lifecycle }: Pick<Surroundings, 'root' | 'log' | 'lifecycle'>,
): Promise<Sandbox> => {
  const folders = { dataDir: join(dataDir, 'sandbox'), webRoot: join(root, 'dist', 'web', 'sandbox') };
  return lifecycle.open({ name: 'sandbox', within: WITHIN.sandbox, close: (it) => it.close() }, () =>
    openSandbox({ ...options, ...folders, log: log.child({ part: 'sandbox' }) }),
  );
};

/** Lets the sandbox ask for a sample history, which is written through `parts`. */
export async function offerSample(sandbox: Pick<Sandbox, 'offerSample'>, parts: SampleParts): Promise<void> {
  const { sampleMaker } = await import('./sample/offer.js');
  sandbox.offerSample(sampleMaker(parts));
}

const isPortTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
