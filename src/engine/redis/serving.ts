import { createHash } from 'node:crypto';
import type { Script } from './connection.js';

/** A server that answers PING and still does not serve us. The message says why, for health and log. */
export class NotServing extends Error {
  override readonly name = 'NotServing';
  /** The server may no longer be the one that our address means: it is a replica now. */
  readonly moved: boolean;

  constructor(reason: string, options: { readonly moved: boolean; readonly cause: Error }) {
    super(reason, { cause: options.cause });
    this.moved = options.moved;
  }
}

const SOURCE = '#!lua\nreturn 1';

/** Does nothing; and a server runs it only where it would run one that changes something, since it does not say `flags=no-writes`. */
export const DRY_RUN: Script = { name: 'dry-run', source: SOURCE, sha: createHash('sha1').update(SOURCE).digest('hex') };

const MOVED: Readonly<Record<string, string>> = {
  READONLY: 'the server is a replica and takes no changes (READONLY)',
  MASTERDOWN: 'the server is a replica without its primary (MASTERDOWN)',
};

/** Reads are served as ever, and changes fail for now. */
const REFUSED: Readonly<Record<string, string>> = {
  OOM: 'the server has no memory left for changes (OOM)',
  MISCONF: 'the server cannot save to its disk and takes no changes (MISCONF)',
  NOREPLICAS: 'the server has too few replicas and takes no changes (NOREPLICAS)',
};

/**
 * Asks whether the server takes changes, without one.
 * @param run runs a script by its hash, or by its source when the server does not know it
 * @returns null when it does; else why changes fail while reads go on
 * @throws NotServing when nothing should be asked of this server
 */
export const askForChanges = async (run: (script: Script) => Promise<unknown>): Promise<string | null> => {
  try {
    await run(DRY_RUN);
    return null;
  } catch (error) {
    // It answered, which is all that is asked otherwise: one that is too old for such scripts is judged at its admission.
    if (!(error instanceof Error)) return null;
    const [code = ''] = error.message.split(' ');
    const moved = MOVED[code];
    if (moved !== undefined) throw new NotServing(moved, { moved: true, cause: error });
    if (code === 'NOPERM') throw new NotServing(missingRight(error.message), { moved: false, cause: error });
    return REFUSED[code] ?? null;
  }
};

/** `NOPERM User bot has no permissions to run the 'evalsha' command` (Redis 7.0: "this user"). */
const missingRight = (message: string): string => {
  const command = /'([^']+)' command/.exec(message)?.[1];
  return command === undefined ? message : `the user of REDIS_URL has no right to run ${command.toUpperCase()} (NOPERM)`;
};
