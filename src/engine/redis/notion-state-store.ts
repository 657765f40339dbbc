import { z } from 'zod';
import { FRESH_NOTION_STATE, type NotionState, type NotionStates } from '../notion-states.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, list } from './replies.js';

const MADE = 'made';
const SYNCED = 'synced';
const PROBLEM = 'problem';
const FIELDS = [MADE, SYNCED, PROBLEM] as const;
const position = (name: string): string => `@${name}`;

const whole = z.coerce.number().int().min(0);
const problem = z.object({ kind: z.string().max(60), at: z.int() });

const textOf = (value: Buffer | null): string | null => value?.toString() ?? null;
/** What cannot be read counts as lost. */
const numberIn = (value: string | null): number | null => (value === null ? null : (whole.safeParse(value).data ?? null));
const problemIn = (value: string | null): NotionState['problem'] => {
  if (value === null) return null;
  try {
    return problem.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
};

/** One hash of the space, in the slot of its ledger. */
export const notionStates = (redis: Guarded): NotionStates => {
  const read = (...command: [name: string, parts: readonly (string | number)[]]) =>
    redis.read((connection) => connection.send(command[0], [...command[1]]));
  const write = async (...command: [name: string, parts: readonly (string | number)[]]): Promise<void> => {
    await redis.write((connection) => connection.send(command[0], [...command[1]]));
  };
  return {
    get: async (space) => {
      const [made, synced, failed] = list(await read('HMGET', [keys.notionState(space), ...FIELDS])).map((value) =>
        textOf(bytesOrNull(value)),
      );
      return {
        pagesMade: numberIn(made ?? null) ?? FRESH_NOTION_STATE.pagesMade,
        syncedAt: numberIn(synced ?? null),
        problem: problemIn(failed ?? null),
      };
    },
    made: (space, pages) => write('HINCRBY', [keys.notionState(space), MADE, pages]),
    synced: async (space, at) => {
      await write('HSET', [keys.notionState(space), SYNCED, at]);
      await write('HDEL', [keys.notionState(space), PROBLEM]);
    },
    failed: (space, { kind, at }) => write('HSET', [keys.notionState(space), PROBLEM, JSON.stringify({ kind, at })]),
    position: async (space, name) => textOf(bytesOrNull(await read('HGET', [keys.notionState(space), position(name)]))),
    setPosition: (space, name, value) =>
      value === null
        ? write('HDEL', [keys.notionState(space), position(name)])
        : write('HSET', [keys.notionState(space), position(name), value]),
    forget: (space) => write('DEL', [keys.notionState(space)]),
  };
};
