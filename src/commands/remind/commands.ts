import { channelId } from '../../domain/ids.js';
import { domainError } from '../../domain/errors.js';
import { comesAt, REMINDER_TEXT_MAX, type ReminderTarget } from '../../domain/reminders/reminder.js';
import { mayRemindAt, removeReminder, remindersOf } from '../../actions/reminders/manage.js';
import { clockRemindersOf, removeClockReminder } from '../../actions/reminders/clock.js';
import { REPEATS } from '../../reminders/language/read-when.js';
import { formatZoneTime } from '../../i18n/format.js';
import { plainText, userText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { reminderListCard } from '../../views/remind/list-card.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { inGuild } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, type Choice, type Reply } from '../kit/reply.js';
import { zoneOf } from '../zone-of.js';
import { clockCommand, listedClockReminders, plainClockText } from './clock.js';
import { preview, understand, type Draft } from './draft.js';
import type { RemindDeps } from './keeping.js';
import { notionPageId } from './notion-page.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const when = opt.string({ minLength: 1, maxLength: 100 });
const text = opt.string({ minLength: 1, maxLength: REMINDER_TEXT_MAX });
const repeat = opt.choice(REPEATS).optional();
const CHOICES_MAX = 25;

/** Shows what was understood; nothing is kept yet. What would be refused then is refused now, but for direct messages, which are asked about. */
const ask = async (ctx: Context, draft: Omit<Draft, 'which'>, deps: RemindDeps): Promise<Reply> => {
  const clean = plainText(draft.text);
  if (clean === '') return failure(domainError('REMINDER_TEXT_MISSING'));
  const understood = await understand(ctx, draft, deps);
  if (!understood.ok) return failure(understood.error);
  const may = await mayRemindAt(ctx, draft.target, ctx.occurredAt, deps);
  if (!may.ok && may.error.code !== 'REMINDER_NEEDS_MESSAGES') return failure(may.error);
  return message(await preview(ctx, { ...draft, text: clean, which: null }, understood.value, deps));
};

const me = defineCommand({
  ...shared,
  name: 'me',
  options: { when: when.required(), text: text.required(), repeat },
  run: (ctx, options, deps: RemindDeps) =>
    ask(ctx, { text: options.text, wrote: options.when, repeat: options.repeat ?? null, target: { kind: 'direct' } }, deps),
});

const channel = defineCommand({
  ...shared,
  name: 'channel',
  guards: [inGuild],
  options: { when: when.required(), text: text.required(), repeat, role: opt.role().optional() },
  run: (ctx, options, deps: RemindDeps) => {
    if (ctx.channel === null) return Promise.resolve(failure(domainError('CHANNEL_NOT_FOUND')));
    const target: ReminderTarget = { kind: 'channel', channel: channelId(ctx.channel.id), role: options.role ?? null };
    return ask(ctx, { text: options.text, wrote: options.when, repeat: options.repeat ?? null, target }, deps);
  },
});

const PEOPLE_MAX = 5;

const notion = defineCommand({
  ...shared,
  name: 'notion',
  options: {
    page: opt.string({ minLength: 1, maxLength: 300 }).required(),
    when: when.required(),
    text: text.required(),
    mention: opt.string({ maxLength: 200 }).optional(),
    repeat,
  },
  run: (ctx, options, deps: RemindDeps) => {
    const page = notionPageId(options.page);
    if (page === null)
      return Promise.resolve(failure(domainError('REMINDER_PAGE_INVALID', { input: options.page.slice(0, 40) })));
    const people = (options.mention ?? '')
      .split(',')
      .map((one) => plainText(one))
      .filter((one) => one !== '')
      .slice(0, PEOPLE_MAX);
    const target: ReminderTarget = { kind: 'notion', page, people };
    return ask(ctx, { text: options.text, wrote: options.when, repeat: options.repeat ?? null, target }, deps);
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  async run(ctx, _options, deps: RemindDeps) {
    const [own, clock] = await Promise.all([remindersOf(ctx, deps), listedClockReminders(ctx, deps)]);
    return message(reminderListCard(own, clock, ctx.t));
  },
});

/** What stands in one line of a choice. */
const choicesOf = async (ctx: Context, typed: string, deps: RemindDeps): Promise<readonly Choice[]> => {
  const [own, zone] = await Promise.all([remindersOf(ctx, deps), zoneOf(ctx, deps)]);
  const wanted = typed.toLowerCase();
  return own
    .map(({ id, text: said, ...one }) => ({
      name: `${formatZoneTime(comesAt(one) ?? 0, zone, ctx.t)} · ${plainText(said)}`,
      value: id,
    }))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ name, value }) => ({ name: cut(name, 100), value }))
    .slice(0, CHOICES_MAX);
};

const reminderChoices: Autocomplete = (ctx, typed, deps) => choicesOf(ctx, typed, deps);

/** Those of the clock as well. */
const allChoices: Autocomplete = async (ctx, typed, deps) => {
  const [own, clock] = await Promise.all([choicesOf(ctx, typed, deps), listedClockReminders(ctx, deps)]);
  const others = clock
    .map((one) => ({ name: cut(plainClockText(one, ctx.t), 100), value: one.reminder.id }))
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
  return [...own, ...others].slice(0, CHOICES_MAX);
};

const edit = defineCommand({
  ...shared,
  name: 'edit',
  options: {
    reminder: opt.string({ minLength: 1, maxLength: 100, autocomplete: reminderChoices }).required(),
    when: when.optional(),
    text: text.optional(),
  },
  async run(ctx, options, deps: RemindDeps) {
    const known = (await remindersOf(ctx, deps)).find(({ id }) => id === options.reminder);
    if (known === undefined) return failure(domainError('REMINDER_NOT_FOUND'));
    const clean = options.text === undefined ? known.text : plainText(options.text);
    if (clean === '') return failure(domainError('REMINDER_TEXT_MISSING'));
    const wrote = options.when ?? '';
    const understood = wrote === '' ? null : await understand(ctx, { wrote, repeat: null }, deps);
    if (understood?.ok === false) return failure(understood.error);
    const draft = { text: clean, target: known.target, wrote, repeat: null, which: known };
    return message(await preview(ctx, draft, understood?.value ?? null, deps));
  },
});

const remove = defineCommand({
  ...shared,
  name: 'delete',
  options: { reminder: opt.string({ minLength: 1, maxLength: 100, autocomplete: allChoices }).required() },
  async run(ctx, { reminder: wanted }, deps: RemindDeps & Pick<Deps, 'documents'>) {
    if ((await clockRemindersOf(ctx, deps)).some(({ id }) => id === wanted)) {
      const removed = await removeClockReminder(ctx, wanted, deps);
      return removed.ok ? message(noticeView(ctx.t('reminders.deletedClock'))) : failure(removed.error);
    }
    const known = (await remindersOf(ctx, deps)).find(({ id }) => id === wanted);
    const removed = await removeReminder(ctx, wanted, deps);
    return removed.ok
      ? message(noticeView(ctx.t('reminders.deleted', { text: userText(known?.text ?? '') })))
      : failure(removed.error);
  },
});

export const remind = defineGroup({
  name: 'remind',
  guards: [],
  children: [me, channel, notion, clockCommand, list, edit, remove],
});
