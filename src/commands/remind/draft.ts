import { domainError, type DomainError } from '../../domain/errors.js';
import { channelId, personalSpace, roleId, type UserId } from '../../domain/ids.js';
import { nextMoments } from '../../domain/reminders/recurrence.js';
import type { Reminder, ReminderTarget } from '../../domain/reminders/reminder.js';
import { err, ok, type Result } from '../../domain/result.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { readWhen, repeatFrom, REPEATS, type RepeatChoice, type Understood } from '../../reminders/language/read-when.js';
import { previewCard, type PreviewModel } from '../../views/remind/preview-card.js';
import type { MessageView } from '../../views/message.js';
import { momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { zoneOf } from '../zone-of.js';
import { REMIND_IDS, seriesText, type DraftTo } from './custom-ids.js';

export type DraftDeps = Pick<Deps, 'documents' | 'spaces'>;

/** What somebody wants, before they have said that it was understood rightly. It is kept nowhere but on the message that asks. */
export interface Draft {
  readonly text: string;
  readonly target: ReminderTarget;
  /** As typed; '' where the time of one that is there stays as it is. */
  readonly wrote: string;
  readonly repeat: RepeatChoice | null;
  /** One that is there already, which is to be changed. */
  readonly which: Reminder | null;
}

/** What was understood. As `readWhen`; REMINDER_REPEATS_TWICE when both the text and the option say how often. */
export const understand = async (
  ctx: Context,
  { wrote, repeat }: Pick<Draft, 'wrote' | 'repeat'>,
  deps: DraftDeps,
): Promise<Result<Understood, DomainError>> => {
  const zone = await zoneOf(ctx, deps);
  const read = readWhen(wrote, { now: ctx.occurredAt, zone, locale: ctx.t.locale });
  if (!read.ok || repeat === null) return read;
  if (read.value.kind === 'series') return err(domainError('REMINDER_REPEATS_TWICE'));
  const at = read.value.kind === 'once' ? read.value.at : read.value.first;
  const series = repeatFrom(at, repeat, zone);
  const [next] = nextMoments(series, ctx.occurredAt, 1);
  return next === undefined
    ? err(domainError('REMINDER_TIME_INVALID', { input: wrote }))
    : ok({ kind: 'series', at: next, series });
};

/** How the place stands in custom ids. */
const toOf = async (user: UserId, target: ReminderTarget, { documents }: DraftDeps): Promise<DraftTo> => {
  if (target.kind !== 'direct') return target.kind === 'channel' ? 'c' : 'n';
  const { directMessages } = await documents.of(preferences).get({ space: personalSpace(user), user });
  return directMessages ? 'd' : 'a';
};

/** The question whether it was understood rightly. `understood` null: the time stays as it is. */
export const preview = async (
  ctx: Context,
  draft: Draft,
  understood: Understood | null,
  deps: DraftDeps,
): Promise<MessageView> => {
  const { text, target, wrote, repeat, which } = draft;
  const goes = await toOf(ctx.user, target, deps);
  const args = {
    ...{ owner: ctx.user, goes, which: which?.id ?? '-' },
    role: which === null && target.kind === 'channel' ? (target.role ?? '-') : '-',
  };
  const keepAt = (at: number | null, series: string) => REMIND_IDS.keep.encode({ ...args, at: momentText(at), series });
  const change = REMIND_IDS.change.encode({ ...args, repeat: repeat ?? '-' });
  const shared = { text, target, wrote, isChange: which !== null, agrees: goes === 'a', change };
  return previewCard({ ...shared, when: await whenOf(ctx, understood, keepAt, deps) }, ctx.t);
};

const whenOf = async (
  ctx: Context,
  understood: Understood | null,
  keep: (at: number | null, series: string) => string,
  deps: DraftDeps,
): Promise<PreviewModel['when']> => {
  if (understood === null) return { kind: 'asItIs', keep: keep(null, '-') };
  switch (understood.kind) {
    case 'once':
      return { kind: 'once', at: understood.at, keep: keep(understood.at, '-') };
    case 'twice': {
      const zone = await zoneOf(ctx, deps);
      const choices = [understood.first, understood.second].map((at) => ({
        ...{ at, time: formatTypedTime(at, zone).slice(11), keep: keep(at, '-') },
      }));
      return { kind: 'twice', choices };
    }
    case 'series': {
      const { at, series } = understood;
      return { kind: 'series', series, next: nextMoments(series, ctx.occurredAt, 3), keep: keep(at, seriesText(series)) };
    }
  }
};

/** The target that custom ids and the message name, in the channel of the click. GUILD_ONLY where Discord says no channel. */
export const targetIn = (
  ctx: Context,
  to: DraftTo,
  role: string,
  notion: { readonly page: string; readonly people: readonly string[] } | null,
): Result<ReminderTarget, DomainError> => {
  switch (to) {
    case 'd':
    case 'a':
      return ok({ kind: 'direct' });
    case 'c':
      return ctx.channel === null
        ? err(domainError('GUILD_ONLY'))
        : ok({ kind: 'channel', channel: channelId(ctx.channel.id), role: role === '-' ? null : roleId(role) });
    case 'n':
      return notion === null ? err(domainError('STALE_CONTROL')) : ok({ kind: 'notion', ...notion });
  }
};

export const repeatChoiceIn = (text: string): RepeatChoice | null => REPEATS.find((one) => one === text) ?? null;
