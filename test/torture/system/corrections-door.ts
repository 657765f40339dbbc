import { requestOf } from '../../../src/actions/actor.js';
import type { Deps } from '../../../src/commands/deps.js';
import { defineCommand, defineGroup } from '../../../src/commands/kit/define.js';
import { opt } from '../../../src/commands/kit/options.js';
import { failure, message } from '../../../src/commands/kit/reply.js';
import type { Feature } from '../../../src/commands/kit/routes.js';
import type { BeforeAndAfter, EntryFields } from '../../../src/domain/commands.js';
import type { DomainError } from '../../../src/domain/errors.js';
import { domainError } from '../../../src/domain/errors.js';
import { categoryId, sessionId, type SessionId, type SpaceId, type UserId } from '../../../src/domain/ids.js';
import { err, type Result } from '../../../src/domain/result.js';
import type { MemberState, Session } from '../../../src/domain/session.js';
import type { Recorded, Request } from '../../../src/engine/api.js';
import { StoreUnavailable, type Store } from '../../../src/engine/store.js';
import { messageView } from '../../../src/views/message.js';
import { CORRECTIONS, REACH, say, type Correction, type Standing } from '../corrections.js';

/** The newest changes of a member in the ledger. Rejects with StoreUnavailable. */
export type History = Pick<Store, 'history'>;
type Corrected = Result<Recorded<Session | null>, DomainError>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An hour over a midnight of UTC, some days before `at` (ms). */
const anHour = (at: number, days: number): EntryFields => {
  const startedAt = Math.floor(at / DAY) * DAY - days * DAY - HOUR / 2;
  return { category: categoryId('work'), note: null, startedAt, endedAt: startedAt + HOUR, pauses: [], overrideMs: null };
};

const standingOf = ({ active }: MemberState): Standing =>
  active === null ? 'idle' : active.status === 'PAUSED' ? 'paused' : 'running';

/** Without Redis a member's own state still tells of two sessions. */
const sessionsKnown = async (
  { overview }: Pick<Deps, 'overview'>,
  space: SpaceId,
  user: UserId,
): Promise<readonly SessionId[]> => {
  const status = await overview.status(space, user);
  const { active = null, last = null } = status.ok ? status.value.state : {};
  return [active, last].flatMap((session) => session?.id ?? []);
};

const changesOf = async (
  history: History,
  space: SpaceId,
  user: UserId,
): Promise<readonly (BeforeAndAfter & { readonly requestId: string })[]> => {
  const { records } = await history.history(space, user);
  return records.flatMap((row) => (row.kind === 'entry' ? [row] : []));
};

/** The session that is `which` from the newest, counted round when there are fewer; one that is not there when there is none. */
const sessionAt = async (
  which: number,
  { space, user }: Request,
  deps: Pick<Deps, 'overview'>,
  history: History,
): Promise<SessionId> => {
  const known = await sessionsKnown(deps, space, user);
  const held = known[which];
  if (held !== undefined) return held;
  const older = (await changesOf(history, space, user)).flatMap(({ before, after }) => (after ?? before)?.id ?? []);
  const all = [...new Set([...known, ...older])];
  return all[which % Math.max(1, all.length)] ?? sessionId('none');
};

/** The rows of the change that is `which` from the newest, oldest first. */
const changeAt = async (which: number, { space, user }: Request, history: History): Promise<readonly BeforeAndAfter[]> => {
  const rows = await changesOf(history, space, user);
  const requests = [...new Set(rows.map(({ requestId }) => requestId))];
  const request = requests[which % Math.max(1, requests.length)];
  return rows.filter(({ requestId }) => requestId === request).toReversed();
};

const correct = async (
  what: Correction,
  which: number,
  request: Request,
  deps: Pick<Deps, 'entries' | 'overview'>,
  history: History,
): Promise<Corrected> => {
  const { entries } = deps;
  const { at } = request;
  const session = (): Promise<SessionId> => sessionAt(which, request, deps, history);
  switch (what) {
    case 'adjust':
      return entries.adjust({ ...request, session: await session(), effectiveMs: which === 0 ? null : at % (2 * HOUR) });
    case 'confirm':
      return entries.confirm({ ...request, session: await session() });
    case 'reopen':
      return entries.reopen({ ...request, session: await session() });
    case 'add':
      return entries.addEntry({ ...request, entry: anHour(at, which) });
    case 'edit':
      return entries.editEntry({ ...request, session: await session(), patch: editOf(which, at) });
    case 'delete':
      return entries.deleteEntry({ ...request, session: await session() });
    case 'import':
      return entries.importEntries({ ...request, entries: [0, 1, 1].map((days) => anHour(at, which + days)) });
    case 'recount': {
      const sessions = await Promise.all([0, 1, 2].map((more) => sessionAt(which + more, request, deps, history)));
      return entries.recount({ ...request, sessions });
    }
    case 'undo':
      return entries.undo({ ...request, changes: await changeAt(which, request, history) });
  }
};

/** Of a session that runs: its note, its start, or its end; of one that has ended all of its times, or its category. */
const editOf = (which: number, at: number): Partial<EntryFields> => {
  const { startedAt, endedAt } = anHour(at, which);
  return [{ note: `note ${at}` }, { startedAt, endedAt }, { category: categoryId('meeting') }, { startedAt }][which % 4] ?? {};
};

/** `/correct <what> which:<n>`: every correction that the engine knows, for people under torture. No bot but theirs has it. */
export const correctionsDoor = (history: History): Feature => ({
  commands: [
    defineGroup({
      name: 'correct',
      guards: [],
      children: CORRECTIONS.map((what) =>
        defineCommand({
          name: what,
          visibility: 'ephemeral',
          guards: [],
          options: { which: opt.integer({ min: 0, max: REACH }).required() },
          run: async (ctx, { which }, deps: Pick<Deps, 'entries' | 'overview'>) => {
            const corrected = await correct(what, which, requestOf(ctx), deps, history).catch((error: unknown): Corrected => {
              if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
              throw error;
            });
            if (!corrected.ok) return failure(corrected.error);
            const { durability, state } = corrected.value;
            return message(messageView({ embeds: [{ description: say({ durability, standing: standingOf(state) }) }] }));
          },
        }),
      ),
    }),
  ],
});
