import { createHash } from 'node:crypto';
import type { Script } from './connection.js';
import { scripts } from './scripts.js';

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

/** What our scripts call. A right that is missing inside of one shows only when it runs, which may be halfway through a change. */
const CALLED = [
  ...new Set(
    Object.values(scripts).flatMap(({ source }) =>
      [...source.matchAll(/redis\.p?call\('([A-Z]+)'/g)].map(([, command]) => command),
    ),
  ),
].sort();

const SOURCE = `#!lua
for _, command in ipairs({${CALLED.map((command) => `'${String(command)}'`).join(', ')}}) do
  local known, allowed = pcall(redis.acl_check_cmd, command, 'pc:1', 'pc:1', 'pc:1')
  if known and not allowed then return command end
end
return ''`;

/**
 * Changes nothing, and answers the first command that our scripts may not call (empty: none). A server runs it only where it would run one that
 * changes something, since it does not say `flags=no-writes`.
 */
const DRY_RUN: Script = { name: 'dry-run', source: SOURCE, sha: createHash('sha1').update(SOURCE).digest('hex') };

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

/** The reason for a server that has been connected to, and answers nothing but that it is loading. */
export const LOADING = 'the server is still loading its data (LOADING)';

/**
 * Asks whether the server takes changes, without one.
 * @param run runs a script by its hash, or by its source when the server does not know it
 * @returns null when it does; else why changes fail while reads go on
 * @throws NotServing when nothing should be asked of this server
 */
export const askForChanges = async (run: (script: Script) => Promise<unknown>): Promise<string | null> => {
  try {
    const forbidden = await run(DRY_RUN);
    const name = Buffer.isBuffer(forbidden) ? forbidden.toString() : '';
    // Whatever else a server answers that does not know such scripts is judged at its admission.
    if (!CALLED.includes(name)) return null;
    throw new NotServing(noRight(name), { moved: false, cause: new Error(`NOPERM in a script: ${name}`) });
  } catch (error) {
    if (error instanceof NotServing) throw error;
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
  return command === undefined ? message : noRight(command.toUpperCase());
};

const noRight = (command: string): string =>
  `the user of REDIS_URL has no right to run ${command} on keys that begin with pc: (NOPERM)`;
