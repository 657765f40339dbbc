import { parseArgs } from 'node:util';
import { guildSpace, spaceId, type SpaceId } from '../../domain/ids.js';

export type Task =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'backup';
      readonly file: string;
      readonly keyFile: string | null;
      readonly scope: 'all' | 'erasures' | SpaceId;
    }
  | {
      readonly kind: 'restore';
      readonly file: string;
      readonly keyFile: string | null;
      readonly only: SpaceId | null;
      readonly force: boolean;
      readonly erasures: string | null;
    };

/** The arguments make no sense; the message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm run backup -- FILE [options]
  --guild ID         only this server
  --space SPACE      only this space: g<server id>, or u<user id> for a person's own
  --erasures         only the list of what was erased, for --erasures of a restore
  --key-file FILE    the key; else BACKUP_KEY. Without either the backup is not encrypted

npm run restore -- FILE [options]
  --guild ID, --space SPACE, --key-file FILE    as above
  --force            put the backup's state also over what is newer or different
  --erasures FILE    a newer backup, or a list: what was erased by then is not brought back

Redis is the one of REDIS_URL, or the managed one of DATA_DIR, as for the bot.
`;

/** @throws UsageError */
export const parseTask = (args: readonly string[]): Task => {
  const [name, ...rest] = args;
  if (name !== 'backup' && name !== 'restore') throw new UsageError(USAGE);
  const shared = {
    guild: { type: 'string' },
    space: { type: 'string' },
    'key-file': { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  if (name === 'backup') {
    const { values, positionals } = parsed(() =>
      parseArgs({ args: rest, allowPositionals: true, options: { ...shared, erasures: { type: 'boolean' } } }),
    );
    if (values.help === true) return { kind: 'help', text: USAGE };
    const space = spaceOf(values);
    if (values.erasures === true && space !== null) throw new UsageError('--erasures is about all servers');
    const scope = values.erasures === true ? 'erasures' : (space ?? 'all');
    return { kind: 'backup', file: onlyFile(positionals), keyFile: values['key-file'] ?? null, scope };
  }
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: rest,
      allowPositionals: true,
      options: { ...shared, force: { type: 'boolean' }, erasures: { type: 'string' } },
    }),
  );
  if (values.help === true) return { kind: 'help', text: USAGE };
  return {
    kind: 'restore',
    file: onlyFile(positionals),
    keyFile: values['key-file'] ?? null,
    only: spaceOf(values),
    force: values.force === true,
    erasures: values.erasures ?? null,
  };
};

const parsed = <T>(parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};

const onlyFile = (positionals: readonly string[]): string => {
  const [file, ...more] = positionals;
  if (file === undefined || file === '' || more.length > 0) throw new UsageError(`name one file\n\n${USAGE}`);
  return file;
};

const spaceOf = ({
  guild,
  space,
}: {
  readonly guild?: string | undefined;
  readonly space?: string | undefined;
}): SpaceId | null => {
  if (guild !== undefined && space !== undefined) throw new UsageError('give --guild or --space, not both');
  try {
    if (guild !== undefined) return guildSpace(guild);
    return space === undefined ? null : spaceId(space);
  } catch {
    throw new UsageError(guild === undefined ? '--space is g<server id> or u<user id>' : '--guild is the id of a server');
  }
};
