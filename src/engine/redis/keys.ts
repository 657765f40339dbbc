import type { SpaceId, UserId } from '../../domain/ids.js';

/** The only place with key names. All of a space shares one hash tag, so one slot of a cluster. */
const of = (space: SpaceId): string => `pc:{${space}}:`;

export const keys = {
  /** set: every space known to this installation */
  spaces: 'pc:spaces',
  /** pub/sub channel: what was changed, for the caches of other processes */
  invalidation: 'pc:inv',
  /** string: which layout everything here has; see migrations/ */
  schema: 'pc:schema',
  /** set: spaces that the migration to a schema is done with, while it runs */
  schemaDone: (schema: number): string => `pc:schema:done:${schema}`,
  /** zset: `<space>/<member>` or `<space>/*` -> when it was erased, ms; journals and backups that still hold it are held against this */
  erased: 'pc:erased',
  /** hash: consumer of the ledgers -> since when it reads, ms; see engine/outbox */
  consumers: 'pc:consumers',
  /** hash: which processes brought back what they had to which server; see scripts/roll-call.lua */
  processes: 'pc:procs',
  /** set: `<application>/<guild>` for each guild to which commands of its own were given (discord/registration) */
  commandGuilds: 'pc:cmd',
  /** string with a time to live: JSON with the moment and a digest of a request of the API that may come again, by a digest of its own key */
  asked: (key: string): string => `pc:asked:{${key}}`,
  /** string with a time to live: how often the API was called with a token or from an address, by a digest of that */
  calls: (key: string): string => `pc:calls:{${key}}`,
  /** hash: who may do a work that one process at a time does; see scripts/lease.lua */
  lease: (name: string): string => `pc:lease:{${name}}`,
  /** hash: kind -> `<version>:<document>` of the installation */
  installation: 'pc:{installation}:doc',
  /** zset with a time to live: `<kind> <request>` of a changed document of the installation -> ms */
  installationRequests: 'pc:{installation}:rq',
  /** string with a time to live: a login to the web page that has begun (JSON), by the digest of what its browser got */
  webLogin: (digest: string): string => `pc:weblogin:${digest}`,
  /** hash with a time to live, of a person's own space: digest of each session of the web page -> the session (JSON) */
  webSessions: (space: SpaceId): string => `${of(space)}ws`,
  /** hash: member -> `<version>:<state>`; a field stays when its member is idle, so that the version never falls */
  states: (space: SpaceId): string => `${of(space)}s`,
  /** set: a seventh of those who are on the clock, by the last digits of their ids; since when is in the state */
  on: (space: SpaceId, user: UserId): string => `${of(space)}on:${Number(user.slice(-6)) % 7}`,
  /** All of them, in order: sets of at most 512 ids are kept by Redis as plain integers (ADR 0010) */
  allOn: (space: SpaceId): readonly string[] => [0, 1, 2, 3, 4, 5, 6].map((part) => `${of(space)}on:${part}`),
  /** zset: entries of a member that ended in a month (UTC, `yyyymm`), by end in ms */
  entries: (space: SpaceId, user: UserId, month: string): string => `${of(space)}e:${user}:${month}`,
  /** hash: member -> months of its entries, `yyyymm,yyyymm`; so that nothing has to be searched for */
  months: (space: SpaceId): string => `${of(space)}em`,
  /** hash: day buckets of a member in a month (of the local days, `yyyymm`): `yyyymmdd:category` -> effective ms */
  days: (space: SpaceId, user: UserId, month: string): string => `${of(space)}d:${user}:${month}`,
  /** hash: member -> months of its day buckets, `yyyymm,yyyymm`; a month stays there when its last bucket is gone */
  dayMonths: (space: SpaceId): string => `${of(space)}dm`,
  /**
   * hash: what erased members had, as sums without a name: `<lineage>:<yyyymm>:<category>` -> effective ms; `@` -> the lineage that erasures add
   * to. See former-sums.ts
   */
  former: (space: SpaceId): string => `${of(space)}former`,
  /** stream: the ledger */
  ledger: (space: SpaceId): string => `${of(space)}l`,
  /** hash: positions of the members' rows in the ledger, made from it; see scripts/include/history.lua */
  history: (space: SpaceId): string => `${of(space)}h`,
  /** hash: consumer of the ledger -> position up to which it has read; `*`: what a restore brought, which is no news */
  consumed: (space: SpaceId): string => `${of(space)}c`,
  /** hash: what the boards do not hold yet: `<member>:<version>:<yyyymmdd>:<category>` -> ms */
  unfolded: (space: SpaceId): string => `${of(space)}p`,
  /** string: how often the boards were brought up to date; so that no two processes do it with the same deltas */
  folds: (space: SpaceId): string => `${of(space)}pf`,
  /** zset: member -> effective ms, below 0 for a member whom the board does not show; `name` is `<category>:<period>`, see boards/names.ts */
  board: (space: SpaceId, name: string): string => `${of(space)}b:${name}`,
  /** set: `<category>:<period>` of every board that may be there */
  boards: (space: SpaceId): string => `${of(space)}bs`,
  /** hash: `<category>:<period>` -> the audience that the board is signed for, `*`: the one that asked last; see boards/signs.ts */
  audiences: (space: SpaceId): string => `${of(space)}ba`,
  /** hash: member -> whether boards show them, as far as something is known; see boards/signs.ts */
  standings: (space: SpaceId): string => `${of(space)}bm`,
  /** hash: `<category>:s<id>` of each board of a season -> its days, and whether it is made; see boards/season-boards.ts */
  seasonBoards: (space: SpaceId): string => `${of(space)}bz`,
  /** zset with a time to live: `<kind> <request>` of a changed document of the space -> ms, a window of the recent ones */
  requests: (space: SpaceId): string => `${of(space)}rq`,
  /** string: `<version>:<configuration>`; it was there before other kinds of documents were, and is read more than they */
  config: (space: SpaceId): string => `${of(space)}cfg`,
  /** hash: kind -> `<version>:<document>` of the space */
  documents: (space: SpaceId): string => `${of(space)}doc`,
  /** hash: kind -> `<version>:<document>` of a member */
  memberDocuments: (space: SpaceId, user: UserId): string => `${of(space)}md:${user}`,
  /** set: members with documents */
  documented: (space: SpaceId): string => `${of(space)}mds`,
  /** zset with a time to live: `<kind> <request>` of a changed document of a member -> ms; apart from the space's, since it is erased with the member */
  memberRequests: (space: SpaceId, user: UserId): string => `${of(space)}mq:${user}`,
  /** hash: member -> roles given, space-separated */
  givenRoles: (space: SpaceId): string => `${of(space)}r`,
  /** hash: token of the API -> when it was last used, ms */
  tokenUses: (space: SpaceId, user: UserId): string => `${of(space)}tu:${user}`,
  /** hash with a time to live: export of the member that is under way -> how far it is (JSON); `end:<export>` when somebody wishes that it ends */
  exportJobs: (space: SpaceId, user: UserId): string => `${of(space)}xj:${user}`,
  /** hash: dashboard -> what is known of its message at Discord (JSON) */
  shownDashboards: (space: SpaceId): string => `${of(space)}ds`,
  /** string: what is known of the messages of the activity log (JSON) */
  postedLog: (space: SpaceId): string => `${of(space)}lg`,
  /** hash: webhook -> how its deliveries fare (JSON) */
  webhookStates: (space: SpaceId): string => `${of(space)}wh`,
  /** hash: how the synchronisation with Notion fares (notion-state-store.ts); `@<name>` -> what a part of it remembers */
  notionState: (space: SpaceId): string => `${of(space)}no`,
  /** hash: an entry, or `day:<yyyymmdd>` -> what is known of its page at Notion (JSON); see notion-page-store.ts */
  notionPages: (space: SpaceId, user: UserId): string => `${of(space)}np:${user}`,
  /** hash: member -> `<version>:<yyyymmdd>,<yyyymmdd>`, days whose pages at Notion have to be written */
  notionDays: (space: SpaceId): string => `${of(space)}nd`,
  /** string with a time to live: which process sees at the moment to something on Discord, e.g. `roles:<member>` */
  turn: (space: SpaceId, what: string): string => `${of(space)}tn:${what}`,
  /** zset with a time to live: member on the clock -> when it was last known to be in the guild, ms */
  signs: (space: SpaceId): string => `${of(space)}sl`,
  /** zset with a time to live: member on the clock -> when they last did something with the bot, ms */
  presence: (space: SpaceId): string => `${of(space)}ps`,
  /** string with a time to live: what a member has used of an allowance (domain/allowances.ts); see scripts/count-uses.lua */
  memberUses: (space: SpaceId, user: UserId, allowance: string): string => `${of(space)}u:${user}:${allowance}`,
  /** string with a time to live: the same of all of a server together */
  spaceUses: (space: SpaceId, allowance: string): string => `${of(space)}us:${allowance}`,
  /** zset: `<member>:<kind>:<about>`, or `-:…` of the space's own -> when it is due, ms; see engine/due */
  due: (space: SpaceId): string => `${of(space)}due`,
  /** hash: `<kind>:<about>` -> payload (JSON, or '') of each due row of a member */
  memberDue: (space: SpaceId, user: UserId): string => `${of(space)}du:${user}`,
  /** hash: the same of the space's own due rows */
  spaceDue: (space: SpaceId): string => `${of(space)}dus`,
  /** list of what could not be applied of a member, oldest first */
  notices: (space: SpaceId, user: UserId): string => `${of(space)}n:${user}`,
  /** set: members with notices */
  noticed: (space: SpaceId): string => `${of(space)}nm`,
  /** hash with a time to live: member -> `<backup>:<version>` that a forced restore put there, so that it can be done twice */
  restored: (space: SpaceId): string => `${of(space)}rs`,
  /** hash: member -> `begun:<ms>:<version>` or `done:<ms>:<version>` of an erasure; the version is that of the empty state it left */
  erasing: (space: SpaceId): string => `${of(space)}x`,
  /** stream: a ledger that is being written anew */
  nextLedger: (space: SpaceId): string => `${of(space)}l2`,
  /** string with a time to live: state and totals as a status showed them (kept-status.ts); whatever changes the state takes it away */
  totals: (space: SpaceId, user: UserId): string => `${of(space)}t:${user}`,
} as const;

/** Keys of older schemas, which only migrations know; nothing of them is left when a program serves. */
export const keysOfSchema3 = {
  /** hash: all day buckets of a member, `yyyymmdd:category` -> effective ms */
  days: (space: SpaceId, user: UserId): string => `${of(space)}d:${user}`,
} as const;
