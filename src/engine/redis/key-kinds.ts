import { ALLOWANCE_NAMES } from '../../domain/allowances.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { keys } from './keys.js';

/** What becomes of a key that belongs to a space when one member is erased. */
export type ErasedOfMember =
  /** The member's field of the hash is deleted, or the member taken out of the set, in the one step of the erasure. */
  | { readonly how: 'field' | 'element'; readonly key: (space: SpaceId, user: UserId) => string }
  /** By other means, which are named. */
  | { readonly how: 'otherwise'; readonly means: string }
  /** It holds nothing of a single member, for the reason that is given. */
  | { readonly how: 'nothing'; readonly why: string };

/** `in`: read into backups and put back by a restore. Else why not. */
export type InBackup = 'in' | { readonly not: string };

export interface SpaceKey {
  readonly of: 'space';
  readonly names: (space: SpaceId) => readonly string[];
  /** Other keys are found by it, so an erasure of the space deletes it after them. */
  readonly isIndex: boolean;
  readonly member: ErasedOfMember;
  readonly backup: InBackup;
}

export interface MemberKey {
  readonly of: 'member';
  readonly name: (space: SpaceId, user: UserId) => string;
  /** The index of the space that names every member who may have it; null: it ends by itself within seconds. */
  readonly foundBy: 'states' | 'noticed' | 'documented' | 'due' | null;
  readonly backup: InBackup;
}

/** What a member has for each of its months. */
export interface MonthKey {
  readonly of: 'month';
  readonly name: (space: SpaceId, user: UserId, month: string) => string;
  /** The hash of the space that names the months of each member. */
  readonly foundBy: 'months' | 'dayMonths';
  readonly backup: InBackup;
}

export interface BoardKey {
  readonly of: 'board';
  /** The set of the space that names each board. */
  readonly foundBy: 'boards';
  readonly backup: InBackup;
}

export interface InstallationKey {
  readonly of: 'installation';
  /** What an erasure of a space or a member does with it. */
  readonly erasure: string;
  readonly backup: InBackup;
}

export type KeyKind = SpaceKey | MemberKey | MonthKey | BoardKey | InstallationKey;

const IN: InBackup = 'in';
const shortLived: InBackup = { not: 'it is of use for hours at most' };
const derived: InBackup = { not: 'a restore makes it anew from the day buckets' };
const cached: InBackup = { not: 'a cache' };
const found: InBackup = { not: 'it names what is restored, and is written with it' };

type Rest = Omit<SpaceKey, 'of' | 'names' | 'isIndex'>;
type OfSpace = (space: SpaceId) => string;
const ofSpace = (key: OfSpace, rest: Rest): SpaceKey => ({
  of: 'space',
  names: (space) => [key(space)],
  isIndex: false,
  ...rest,
});
const index = (key: OfSpace, rest: Rest): SpaceKey => ({ ...ofSpace(key, rest), isIndex: true });
const field = (key: OfSpace): ErasedOfMember => ({ how: 'field', key });
const element = (key: OfSpace): ErasedOfMember => ({ how: 'element', key });
const otherwise = (means: string): ErasedOfMember => ({ how: 'otherwise', means });
const nothing = (why: string): ErasedOfMember => ({ how: 'nothing', why });
const ofMember = (name: MemberKey['name'], foundBy: MemberKey['foundBy'], backup: InBackup): MemberKey => ({
  ...{ of: 'member', name },
  ...{ foundBy, backup },
});
const installation = (erasure: string, backup: InBackup): InstallationKey => ({ of: 'installation', erasure, backup });

const onTheClock: SpaceKey = {
  ...{ of: 'space', names: keys.allOn, isIndex: false },
  member: { how: 'element', key: keys.on },
  backup: { not: 'a restore makes it anew from the states' },
};

/**
 * Whose each key of keys.ts is, how it is erased, and whether it is in backups. Erasures go by this table, and tests hold erasure and backup
 * against it; a key without a row here does not compile.
 */
export const KEY_KINDS = {
  spaces: installation('an erased space is taken out', IN),
  invalidation: installation('a channel, which keeps nothing', { not: 'a channel' }),
  schema: installation('tells nothing of anybody', { not: 'it is about the database, and stands in the header' }),
  schemaDone: installation('names spaces while a migration runs', shortLived),
  erased: installation('remembers the erasure itself', IN),
  processes: installation('tells nothing of anybody', shortLived),
  lease: installation('tells nothing of anybody', shortLived),
  consumers: installation('names of programs', { not: 'each says its name again when it starts' }),
  commandGuilds: installation('names servers that have command lists of their own', { not: 'it is about this bot at Discord' }),
  asked: installation('a digest of a key that somebody chose, for a day', shortLived),
  calls: installation('a number under a digest, for a minute', shortLived),
  installation: installation('holds nothing of a space or a member', IN),
  installationRequests: installation('holds nothing of a space or a member', shortLived),
  webLogin: installation('names nobody: who comes back is known only then', shortLived),

  webSessions: ofSpace(keys.webSessions, {
    member: otherwise('deleted by whoever erases the person, in which space ever (engine/personal)'),
    backup: { not: 'people log in again' },
  }),
  states: index(keys.states, {
    member: otherwise('an empty state of the next version takes its place; buried later'),
    backup: IN,
  }),
  on: onTheClock,
  allOn: onTheClock,
  months: index(keys.months, { member: field(keys.months), backup: found }),
  dayMonths: index(keys.dayMonths, { member: field(keys.dayMonths), backup: found }),
  former: ofSpace(keys.former, { member: nothing('sums by month and category, without a name'), backup: IN }),
  ledger: ofSpace(keys.ledger, { member: otherwise('written anew without the rows of the member'), backup: IN }),
  unfolded: ofSpace(keys.unfolded, { member: otherwise('folded before the member is taken off the boards'), backup: derived }),
  folds: ofSpace(keys.folds, { member: nothing('a number'), backup: derived }),
  boards: index(keys.boards, { member: nothing('names of boards'), backup: derived }),
  audiences: ofSpace(keys.audiences, { member: nothing('names of boards and of a role'), backup: derived }),
  standings: ofSpace(keys.standings, {
    member: field(keys.standings),
    backup: { not: 'made anew from the documents, which the ledger names' },
  }),
  seasonBoards: ofSpace(keys.seasonBoards, { member: nothing('names of boards'), backup: derived }),
  requests: ofSpace(keys.requests, { member: nothing('ids of changes of the space'), backup: shortLived }),
  config: ofSpace(keys.config, { member: nothing('about the space'), backup: IN }),
  documents: ofSpace(keys.documents, { member: nothing('about the space'), backup: IN }),
  documented: index(keys.documented, { member: element(keys.documented), backup: found }),
  givenRoles: ofSpace(keys.givenRoles, { member: otherwise('forgotten by whoever takes the roles'), backup: IN }),
  shownDashboards: ofSpace(keys.shownDashboards, {
    member: nothing('about messages of the bot'),
    backup: { not: 'a message is edited once more when it is not known what it shows' },
  }),
  postedLog: ofSpace(keys.postedLog, {
    member: nothing('digests of ids of rows, and channels'),
    backup: { not: 'it is about messages that are being posted' },
  }),
  webhookStates: ofSpace(keys.webhookStates, {
    member: nothing('answers of receivers'),
    backup: { not: 'it is about deliveries that are under way' },
  }),
  notionState: ofSpace(keys.notionState, {
    member: nothing('counts, moments and positions'),
    backup: { not: 'it is about what is at Notion now, and about positions in the ledger' },
  }),
  notionDays: ofSpace(keys.notionDays, {
    member: field(keys.notionDays),
    backup: { not: 'made anew from the ledger' },
  }),
  noticed: index(keys.noticed, { member: element(keys.noticed), backup: found }),
  signs: ofSpace(keys.signs, {
    member: otherwise('taken out of the sorted set as soon as the state is gone'),
    backup: shortLived,
  }),
  presence: ofSpace(keys.presence, {
    member: otherwise('taken out of the sorted set as soon as the state is gone'),
    backup: shortLived,
  }),
  restored: ofSpace(keys.restored, { member: field(keys.restored), backup: shortLived }),
  erasing: ofSpace(keys.erasing, { member: otherwise('notes the erasure until the member is buried'), backup: shortLived }),
  history: ofSpace(keys.history, { member: otherwise('set anew with the ledger'), backup: { not: 'made anew from the ledger' } }),
  consumed: ofSpace(keys.consumed, {
    member: nothing('positions in the ledger'),
    backup: { not: 'a restored ledger has other positions' },
  }),
  due: index(keys.due, { member: otherwise('taken out by the names in the hash of the member, in the same step'), backup: IN }),
  spaceDue: ofSpace(keys.spaceDue, { member: nothing('about the space'), backup: IN }),
  nextLedger: ofSpace(keys.nextLedger, { member: otherwise('it is what the ledger is written anew into'), backup: shortLived }),

  spaceUses: {
    ...{ of: 'space', names: (space) => ALLOWANCE_NAMES.map((name) => keys.spaceUses(space, name)), isIndex: false },
    ...{ member: nothing('a number'), backup: shortLived },
  },

  totals: ofMember(keys.totals, 'states', cached),
  notices: ofMember(keys.notices, 'noticed', IN),
  memberDocuments: ofMember(keys.memberDocuments, 'documented', IN),
  exportJobs: ofMember(keys.exportJobs, null, shortLived),
  tokenUses: ofMember(keys.tokenUses, 'documented', { not: 'tokens are in none' }),
  notionPages: ofMember(keys.notionPages, 'states', { not: 'pages are looked up at Notion by an id of ours' }),
  memberRequests: ofMember(keys.memberRequests, 'documented', shortLived),
  memberDue: ofMember(keys.memberDue, 'due', IN),
  memberUses: ofMember((space, user) => keys.memberUses(space, user, 'other'), null, shortLived),
  turn: ofMember((space, user) => keys.turn(space, `roles:${user}`), null, shortLived),

  entries: { of: 'month', name: keys.entries, foundBy: 'months', backup: IN },
  days: { of: 'month', name: keys.days, foundBy: 'dayMonths', backup: IN },
  board: { of: 'board', foundBy: 'boards', backup: derived },
} as const satisfies Readonly<Record<keyof typeof keys, KeyKind>>;

const ALL: readonly KeyKind[] = Object.values(KEY_KINDS);
const SPACE_KEYS = [...new Set(ALL.filter((kind) => kind.of === 'space'))];
const MEMBER_KEYS = ALL.filter((kind) => kind.of === 'member');
/** What is kept by month. */
export const MONTH_KEYS: readonly MonthKey[] = ALL.filter((kind) => kind.of === 'month');

/** The keys of which a space has one: first those that nothing is found by, then the indexes. */
export const spaceKeys = (space: SpaceId): { readonly plain: readonly string[]; readonly indexes: readonly string[] } => {
  const names = (isIndex: boolean): readonly string[] =>
    SPACE_KEYS.filter((kind) => kind.isIndex === isIndex).flatMap((kind) => kind.names(space));
  return { plain: names(false), indexes: names(true) };
};

/** The keys that a member may have who is named in an index of the space. */
export const memberKeysFoundBy = (foundBy: MemberKey['foundBy'], space: SpaceId, user: UserId): readonly string[] =>
  MEMBER_KEYS.filter((kind) => kind.foundBy === foundBy).map((kind) => kind.name(space, user));

export interface KeysOfMember {
  /** Hashes of the space with a field of the member's name. */
  readonly fields: readonly string[];
  /** Sets of the space that the member may be in. */
  readonly elements: readonly string[];
  /** The member's own, apart from what it has by month. */
  readonly own: readonly string[];
}

/** What an erasure of a member deletes in one step, apart from what it has by month (MONTH_KEYS). */
export const keysErasedWith = (space: SpaceId, user: UserId): KeysOfMember => {
  const of = (how: 'field' | 'element'): readonly string[] =>
    SPACE_KEYS.flatMap(({ member }) => (member.how === how ? [member.key(space, user)] : []));
  const own = MEMBER_KEYS.filter((kind) => kind.foundBy !== null).map((kind) => kind.name(space, user));
  return { fields: of('field'), elements: of('element'), own };
};
