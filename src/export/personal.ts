import { Temporal } from 'temporal-polyfill';
import type { Counting } from '../domain/counting.js';
import { effectiveMs, measuredMs, pausedMs } from '../domain/effective.js';
import type { CategoryId, SpaceId, UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import { csv, type Cell } from './csv/rows.js';
import type { ZipEntry } from './zip.js';

/** A change as it is exported. Moments in ms. */
export interface ExportedChange {
  readonly event: string;
  readonly at: number;
  readonly storedAt: number;
  readonly actor: UserId | null;
  readonly source: string;
  readonly session: string | null;
  /** What changed, as it is kept. */
  readonly details: unknown;
}

/** What is kept of a person in a space. */
export interface ExportedSpace {
  readonly space: SpaceId;
  /** How the space counts: for a session that does not say so itself. */
  readonly counting: Counting;
  readonly categoryName: (id: CategoryId) => string;
  readonly active: Session | null;
  readonly entries: readonly Session[];
  readonly days: ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;
  readonly documents: Readonly<Record<string, object>>;
  readonly changes: readonly ExportedChange[];
  /** Changes that were taken while the database was away, could not be applied, and have not been told yet. */
  readonly untold: readonly unknown[];
}

/** A browser in which somebody has logged in to the web page: what is kept of it, but for the secret, which is not. Moments in ms. */
export interface ExportedLogin {
  readonly name: string;
  readonly locale: string | null;
  readonly guilds: readonly string[];
  readonly createdAt: number;
  readonly seenAt: number;
}

/** ISO 8601 with the offset that the zone has then. */
const isoIn = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });

const seconds = (ms: number): number => ms / 1000;

const ENTRY_COLUMNS = [
  'space',
  'id',
  'category_id',
  'category',
  'start',
  'end',
  'zone',
  'measured_s',
  'paused_s',
  'override_s',
  'effective_s',
  'status',
  'note',
];

const entryRow = ({ space, counting, categoryName }: ExportedSpace, session: Session, now: number): readonly Cell[] => {
  const zone = (session.counting ?? counting).zone;
  return [
    space,
    session.id,
    session.category,
    categoryName(session.category),
    isoIn(session.startedAt, zone),
    session.endedAt === null ? null : isoIn(session.endedAt, zone),
    zone,
    seconds(measuredMs(session, now)),
    seconds(pausedMs(session, now)),
    session.overrideMs === null ? null : seconds(session.overrideMs),
    seconds(effectiveMs(session, now)),
    session.status,
    session.note,
  ];
};

const dayRows = ({ space, days, categoryName }: ExportedSpace): readonly (readonly Cell[])[] =>
  [...days].flatMap(([day, categories]) =>
    [...categories].map(([category, ms]): readonly Cell[] => [
      space,
      `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`,
      category,
      categoryName(category),
      seconds(ms),
    ]),
  );

const changeRows = ({ space, changes }: ExportedSpace): readonly (readonly Cell[])[] =>
  changes.map(({ at, storedAt, event, actor, source, session }): readonly Cell[] => [
    space,
    isoIn(at, 'UTC'),
    isoIn(storedAt, 'UTC'),
    event,
    actor,
    source,
    session,
  ]);

const jsonOf = ({ space, counting, active, entries, days, documents, changes, untold }: ExportedSpace): object => ({
  space,
  counting,
  active,
  entries,
  days: Object.fromEntries([...days].map(([day, categories]) => [day, Object.fromEntries(categories)])),
  documents,
  changes,
  untold,
});

/** The files of an export of all that is kept of somebody: JSON with everything, and tables of what is read most. `now` in ms. */
export const personalExport = (
  user: UserId,
  spaces: readonly ExportedSpace[],
  now: number,
  readme: string,
  logins: readonly ExportedLogin[] = [],
): readonly ZipEntry[] => {
  const file = (name: string, content: string | Uint8Array): ZipEntry => ({ name, data: Buffer.from(content) });
  const everything = { format: 'punchcard-personal-1', exportedAt: isoIn(now, 'UTC'), user, spaces: spaces.map(jsonOf), logins };
  const sessionsOf = ({ entries, active }: ExportedSpace): readonly Session[] =>
    active === null ? entries : [...entries, active];
  return [
    file('README.txt', readme),
    file('everything.json', `${JSON.stringify(everything, null, 2)}\n`),
    file(
      'entries.csv',
      csv(
        ENTRY_COLUMNS,
        spaces.flatMap((space) => sessionsOf(space).map((session) => entryRow(space, session, now))),
      ),
    ),
    file('days.csv', csv(['space', 'day', 'category_id', 'category', 'effective_s'], spaces.flatMap(dayRows))),
    file('changes.csv', csv(['space', 'at', 'stored_at', 'event', 'actor', 'source', 'entry'], spaces.flatMap(changeRows))),
  ];
};
