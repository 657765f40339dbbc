import { z } from 'zod';
import { CAPABILITIES } from '../../domain/capabilities.js';
import { SUSPENSION_LIMITS } from '../../domain/suspensions.js';
import { TOPICS } from '../../domain/setting-kinds.js';
import { AskedDay, Day, Moment, pageOf, Seconds, UserIdText } from './common.js';

const Role = z.string().regex(/^\d{1,20}$/);
const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const Choice = z.object({ value: z.string(), name: z.string() });

/** A setting with everything that a page needs to show and change it. */
export const Setting = z.object({
  key: z.string(),
  topic: z.enum(TOPICS),
  /** In the language of whoever asks. */
  name: z.string(),
  description: z.string(),
  value: Value,
  /** What it stands at where nobody has chosen anything. */
  standard: Value,
  kind: z.enum(['zone', 'locale', 'toggle', 'choice', 'choices', 'clock', 'duration', 'days', 'role', 'channel']),
  /** May it be off (`null`)? */
  optional: z.boolean(),
  /** Of `choice`, `choices` and `locale`. */
  choices: z.array(Choice),
  /** Of `clock` and `duration` (minutes) and `days`. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Does a change ask whether what was recorded is to be counted anew? */
  asksAboutThePast: z.boolean(),
});
export const SettingList = z.object({ settings: z.array(Setting), version: z.string() });
/** `past`: what becomes of what was recorded, where a setting asks for that. */
export const SettingPatch = z.strictObject({
  key: z.string().max(40),
  value: Value,
  past: z.enum(['ask', 'keep', 'recount']).default('ask'),
});
export const SettingChanged = z.object({
  outcome: z.enum(['stored', 'same', 'asks']),
  setting: Setting,
  version: z.string(),
  /** What the bot cannot do yet with a role or a channel. */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  /** Of `asks`: what counting anew would move. */
  moved: z.object({ seconds: Seconds, entries: z.number().int() }).nullable(),
});

const Given = z.object({ roles: z.array(Role), members: z.array(UserIdText) });
export const Permission = z.object({ capability: z.enum(CAPABILITIES), allow: Given, deny: Given, mayChange: z.boolean() });
export const PermissionList = z.object({ permissions: z.array(Permission), version: z.string() });
/** Who is given a capability, or denied it, or neither (`clear`). */
export const PermissionPatch = z.strictObject({
  way: z.enum(['allow', 'deny', 'clear']),
  roles: z.array(Role).max(25).default([]),
  members: z.array(UserIdText).max(25).default([]),
});

export const Suspension = z.object({
  reason: z.string(),
  by: UserIdText,
  at: Moment,
  until: Moment.nullable(),
});
export const Member = z.object({
  user: UserIdText,
  /** As the server calls them; null: not known. */
  name: z.string().nullable(),
  /** They are no longer in the server. */
  left: z.boolean(),
  /** Only for those who may suspend; null: not suspended, or not yours to know. */
  suspension: Suspension.nullable(),
});
export const MemberPage = pageOf(Member);
export const MemberDetail = Member.extend({
  roles: z.array(Role),
  /** What they may do, and what decided. */
  access: z.array(z.object({ capability: z.enum(CAPABILITIES), allowed: z.boolean(), because: z.string() })),
});
export const SuspensionInput = z.strictObject({
  reason: z.string().min(1).max(SUSPENSION_LIMITS.reason),
  until: Moment.nullable().default(null),
});

export const OnTheClock = z.object({
  /** `presence`: only that they are on the clock; `totals`: also in which category, and breaks. */
  visible: z.enum(['presence', 'totals']),
  members: z.array(
    z.object({
      user: UserIdText,
      /** To clock them out by; null where only the presence is to be seen. */
      session: z.string().nullable(),
      since: Moment,
      category: z.string().nullable(),
      pausedSince: Moment.nullable(),
      effectiveSeconds: Seconds.nullable(),
    }),
  ),
  possiblyStale: z.boolean(),
  now: Moment,
});

export const BoardAnswer = z.object({
  /** As `timeframe` takes it: this very period. */
  time: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
  isRunning: z.boolean(),
  category: z.string().nullable(),
  /** Are only those shown who want to be? */
  volunteers: z.boolean(),
  of: z.number().int(),
  lines: z.array(
    z.object({
      user: UserIdText,
      name: z.string().nullable(),
      rank: z.number().int(),
      seconds: Seconds,
      /** Places gained since the period before; `new`: not on it then; null: there is none before. */
      change: z.union([z.number().int(), z.literal('new')]).nullable(),
    }),
  ),
  own: z
    .object({
      kind: z.enum(['place', 'hidden', 'hiddenByRole', 'nothing']),
      rank: z.number().int().nullable(),
      seconds: Seconds.nullable(),
    })
    .nullable(),
  next: z.string().nullable(),
});

export const Season = z.object({ id: z.string(), name: z.string(), from: Day, to: Day.nullable(), isRunning: z.boolean() });
export const SeasonList = z.object({ seasons: z.array(Season) });
export const SeasonInput = z.strictObject({
  name: z.string().min(1).max(50),
  from: AskedDay.optional(),
  to: AskedDay.nullable().default(null),
});
export const SeasonEnd = z.strictObject({ day: AskedDay.optional() });

/** A row of the history. */
export const HistoryRow = z.object({
  id: z.string(),
  kind: z.enum(['entry', 'document', 'unapplied']),
  event: z.string(),
  at: Moment,
  member: UserIdText.nullable(),
  actor: UserIdText.nullable(),
  source: z.string(),
  /** Of entries. */
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  /** Of what is kept besides time: which document, and what became of which of its keys. */
  document: z.string().nullable(),
  changes: z.array(z.object({ path: z.array(z.string()), before: z.unknown().optional(), after: z.unknown().optional() })),
  /** Of a change that was recorded while the store was away, and did not fit afterwards. */
  refusal: z.object({ command: z.string(), code: z.string() }).nullable(),
});
export const HistoryPage = pageOf(HistoryRow);
