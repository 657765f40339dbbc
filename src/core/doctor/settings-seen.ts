import type { SpaceId } from '../../domain/ids.js';
import { SETTINGS, type SettingRow } from '../../domain/settings.js';
import { configuration } from '../../engine/documents/kinds/configuration.js';
import { readDocument } from '../../engine/redis/document-reads.js';
import type { Connection } from '../../engine/redis/connection.js';

/** Ids of roles that the bot gives in a server, and of channels that it writes into, by its settings. */
export interface GivenThere {
  readonly roles: readonly string[];
  readonly channels: readonly string[];
}

const SEPARATOR = ':';

/** Reads the settings of a space from Redis, past all caches. Nothing is stored there for most: then nothing is given. */
export const settingsSeen =
  (connection: Connection) =>
  async (space: SpaceId): Promise<GivenThere> => {
    const task = <T>(run: (on: Connection) => Promise<T>) => run(connection);
    const stored = await readDocument({ read: task, write: task }, { kind: configuration.name, space, user: null });
    if (stored === null) return { roles: [], channels: [] };
    const text = stored.toString();
    const read = configuration.read(JSON.parse(text.slice(text.indexOf(SEPARATOR) + 1)));
    const settings = new Map<string, unknown>(Object.entries(read.data?.settings ?? {}));
    const rows: readonly (readonly [string, SettingRow])[] = Object.entries(SETTINGS);
    const idsOf = (wanted: (row: SettingRow) => boolean): readonly string[] =>
      rows.flatMap(([name, row]) => {
        const value = settings.get(name);
        return wanted(row) && typeof value === 'string' ? [value] : [];
      });
    return {
      roles: idsOf(({ input }) => input.kind === 'role' && input.given),
      channels: idsOf(({ input }) => input.kind === 'channel'),
    };
  };
