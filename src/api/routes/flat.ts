import { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import { personalSpace } from '../../domain/ids.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ApiDeps } from '../deps.js';
import { flatRow, FlatAnswer, type FlatRow } from '../flat/row.js';
import { sortRows, storeRows, type FlatMeans, type Refusal } from '../flat/update.js';
import { defineRoute, type Answer, type Asked, type Route } from '../route.js';
import { createTurns } from '../../domain/in-turn.js';
import { actorIn } from '../server/actor-in.js';
import { calledBy } from '../server/called-by.js';
import { problemOf } from '../server/problem.js';
import type { Refused } from '../server/serve-route.js';

type Needs = FlatMeans & Pick<ApiDeps, 'people'>;
const tag = 'Flat interface';
const DAY = 86_400_000;
/** Days back from now. */
const PERIODS = { week: 7, fortnight: 14, month: 31, year: 366 } as const;
const ROWS_MAX = 5_000;
const BODY_LIMIT = 2 * 1024 * 1024;

const Updated = z.object({
  added: z.number().int(),
  /** Rows that are there already: by their `activity_start_end`, or by their start and end. */
  alreadyThere: z.number().int(),
  /** Rows whose `duration` is not what lies between start and end, which are what is stored. Hours. */
  differences: z.array(z.object({ index: z.number().int(), said: z.number(), is: z.number() })),
  /** Rows that were not stored; only with `partial=true`. */
  errors: z.array(z.object({ index: z.number().int(), code: z.string(), message: z.string() })),
});

const row: FlatRow = {
  activity_start_end: 'Study_2024-03-04T08:00:00Z_2024-03-04T09:30:00Z',
  year: '2024',
  activity_type: 'Study',
  start: '2024-03-04T08:00:00Z',
  end: '2024-03-04T09:30:00Z',
  duration: 1.5,
  description: 'Chapter 3',
};
const Rows = z
  .array(z.unknown())
  .max(ROWS_MAX)
  .meta({ description: `Rows as /fetch answers them, ${ROWS_MAX} at most`, examples: [[row]] });

export const flatRoutes = (deps: Needs): readonly Route[] => {
  const inTurn = createTurns();
  /** The person's own space; with a token for a server, that one. */
  const actorOf = (asked: Asked<unknown, unknown, unknown>, occurredAt: number): Promise<Result<Actor, DomainError>> => {
    const caller = calledBy(asked);
    return actorIn(caller, caller.space ?? personalSpace(caller.user), { id: asked.requestId, occurredAt }, deps);
  };

  /** One after the other for each member: what one call adds, the next one finds. */
  const update = async (
    actor: Actor,
    asked: Asked<unknown, { readonly partial: string }, readonly unknown[]>,
  ): Promise<Result<Answer, DomainError>> => {
    const sorted = await sortRows(actor, asked.body, deps);
    if (!sorted.ok) return sorted;
    const { rows, refusals, alreadyThere, differences } = sorted.value;
    const told = refusals.map((refusal) => toldOf(refusal, asked));
    if (refusals.length > 0 && asked.query.partial === 'false') {
      const errors = told.map(({ index, code, message }) => ({ path: `body.${index}`, message: `${code}: ${message}` }));
      const refused: Refused = { ...domainError('REQUEST_INVALID'), errors };
      return err(refused);
    }
    const stored = await storeRows(actor, rows, deps);
    if (!stored.ok) return stored;
    const body = { added: stored.value, alreadyThere, differences: [...differences], errors: told };
    return ok({ status: 200, body });
  };

  return [
    defineRoute({
      ...{ id: 'fetch', method: 'GET', path: '/fetch', atRoot: true, tag, scope: 'own:read' },
      query: z.object({
        period: z
          .enum(['week', 'fortnight', 'month', 'year'])
          .default('week')
          .meta({ description: 'The last 7, 14, 31 or 366 days, by the end' }),
      }),
      summary: 'Lists entries in the flat form of small trackers: of your own space, or of the server of the token.',
      answers: { 200: z.array(FlatAnswer) },
      run: async (asked) => {
        const actor = await actorOf(asked, asked.now);
        if (!actor.ok) return actor;
        const { space, user } = actor.value;
        const from = asked.now - PERIODS[asked.query.period] * DAY;
        const [config, entries] = await Promise.all([
          deps.spaces.get(space),
          deps.timesheet.entries(space, user, from, asked.now + 1),
        ]);
        const names = new Map<string, string>(config.categories.map(({ id, name }) => [id, name]));
        return ok({ status: 200, body: entries.map((one) => flatRow(one, names.get(one.category) ?? one.category)) });
      },
    }),
    defineRoute({
      ...{ id: 'update', method: 'POST', path: '/update', atRoot: true, tag, scope: 'own:write', keepsAnswer: true },
      ...{ body: Rows, bodyLimit: BODY_LIMIT },
      query: z.object({ partial: z.enum(['true', 'false']).default('false') }),
      summary: 'Adds entries in the flat form. The same array twice adds nothing.',
      description:
        'Start and end win over `duration`; where they differ, the answer says so. A wrong row refuses the whole array, by its index, unless `partial=true`.',
      answers: { 200: Updated },
      refusals: ['REQUEST_INVALID'],
      run: async (asked) => {
        const actor = await actorOf(asked, asked.now);
        if (!actor.ok) return actor;
        const { space, user } = actor.value;
        return inTurn(`${space}/${user}`, () => update(actor.value, asked));
      },
    }),
  ];
};

const toldOf = ({ index, error, fields }: Refusal, { t }: Pick<Asked<unknown, unknown, unknown>, 't'>) => ({
  ...{ index, code: error.code },
  message: fields ?? problemOf(error, t).detail,
});
