import { countingOf, type Counting } from '../../domain/counting.js';
import { guildOf, type CategoryId, type GuildId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { targets } from '../../engine/documents/kinds/targets.js';
import type { ExportRequest, ReportMember } from '../../export/exports.js';
import type { FormatName } from '../../export/formats.js';
import type { Detail, Rounding } from '../../export/report.js';
import type { Store } from '../../engine/store.js';
import type { Means } from '../means.js';

export interface RequestDeps extends Pick<Means, 'documents' | 'clock'> {
  readonly timesheet: Pick<Store, 'days' | 'members'>;
  /** What guilds and their members are called; who is not known is not in it. */
  readonly names: {
    guild(guild: GuildId): Promise<string | null>;
    members(guild: GuildId, users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  };
}

/** What an export is of, for any part of its days. */
export interface OrderOfDays {
  readonly from: string;
  readonly to: string;
  requestFor(from: string, to: string): ExportRequest;
  /** A file may have so many bytes. */
  readonly maxBytes: number;
  /** ms; the moment that packed files bear. */
  readonly at: number;
}

/** Whose time: one member's, or that of all. */
export type About = { readonly kind: 'member'; readonly user: UserId; readonly name: string | null } | { readonly kind: 'team' };

/** What is to be exported, and for whom. */
export interface Wanted {
  readonly space: SpaceId;
  readonly config: SpaceConfig;
  readonly about: About;
  readonly format: FormatName;
  readonly detail: Detail;
  readonly category: CategoryId | null;
  /** `yyyymmdd`, both in it; `from` null: from the first day that has time. */
  readonly from: string | null;
  readonly to: string;
  /** Of whoever reads it, IANA name. */
  readonly zone: string;
  /** BCP 47, of whoever reads it. */
  readonly locale: string;
  readonly maxBytes: number;
}

const MINUTE = 60_000;
/** No entry is older: the bot did not exist, and neither did Discord. */
const FIRST_DAY = '20150101';

const roundingOf = ({ settings: { rounding, roundingTo, roundingOf: of } }: SpaceConfig): Rounding | null =>
  rounding === 'none' ? null : { mode: rounding, stepMs: roundingTo * MINUTE, of };

/** The day counting of whoever reads: their zone, and the start of the day of the space. */
export const countingFor = ({ settings }: Pick<SpaceConfig, 'settings'>, zone: string): Counting => ({
  ...countingOf(settings),
  zone,
});

/** Members with what they are called: as boards know them, else as Discord does, else by their ids. By name. */
const membersOf = async (
  space: SpaceId,
  about: About,
  { documents, timesheet, names }: RequestDeps,
): Promise<readonly ReportMember[]> => {
  const users: UserId[] = [];
  if (about.kind === 'member') users.push(about.user);
  else for await (const user of timesheet.members(space)) users.push(user);
  const known = new Map<UserId, string>();
  const unknown: UserId[] = [];
  for (const user of users) {
    const given = about.kind === 'member' ? about.name : null;
    const name = given ?? (await documents.of(profile).get({ space, user })).name;
    if (name === null) unknown.push(user);
    else known.set(user, name);
  }
  const guild = guildOf(space);
  const asked = guild === null || unknown.length === 0 ? null : await names.members(guild, unknown);
  return users
    .map((user) => ({ user, name: known.get(user) ?? asked?.get(user) ?? String(user) }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.user < b.user ? -1 : 1));
};

/** The first day on which one of them has time, `to` when none has. */
const firstDay = async (
  space: SpaceId,
  members: readonly ReportMember[],
  to: string,
  { timesheet }: Pick<RequestDeps, 'timesheet'>,
): Promise<string> => {
  let first = to;
  for (const { user } of members)
    for (const day of (await timesheet.days(space, user, FIRST_DAY, first)).keys()) if (day < first) first = day;
  return first;
};

/** For the name of a file: small letters, digits and `-`; empty when nothing of it is left. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

const fileName = (whose: string, from: string, to: string): string =>
  ['punchcard', ...(whose === '' ? [] : [whose]), from === to ? dashed(from) : `${dashed(from)}_${dashed(to)}`].join('-');

/** Everything that making an export takes, read now. Rejects with `StoreUnavailable`. */
export const readOrder = async (wanted: Wanted, deps: RequestDeps): Promise<OrderOfDays> => {
  const { space, config, about, format, detail, category, to, zone, locale, maxBytes } = wanted;
  const members = await membersOf(space, about, deps);
  const guild = guildOf(space);
  const own = members[0]?.name ?? '';
  const name = guild === null ? own : ((await deps.names.guild(guild)) ?? String(guild));
  const from = wanted.from ?? (await firstDay(space, members, to, deps));
  const kept = about.kind === 'member' ? await deps.documents.of(targets).get({ space, user: about.user }) : null;
  const now = deps.clock.now();
  return {
    ...{ from, to, maxBytes, at: now },
    requestFor: (first, last) => ({
      space: { id: space, name },
      about:
        about.kind === 'member' ? { kind: 'member', user: about.user, name: own } : { kind: 'members', count: members.length },
      members,
      category,
      categoryName: (id) => config.categories.find((one) => one.id === id)?.name ?? id,
      ...{ from: first, to: last, locale, detail, format, madeAt: now },
      counting: countingFor(config, zone),
      usual: countingOf(config.settings),
      weekStart: config.settings.weekStart,
      rounding: roundingOf(config),
      targets: kept?.targets ?? [],
      fileName: fileName(about.kind === 'team' ? slug(name) || 'server' : slug(own), first, last),
    }),
  };
};
