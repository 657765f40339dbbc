import { MessageFlags } from 'discord-api-types/v10';
import { guildSpace, personalSpace, type SpaceId } from '../../domain/ids.js';
import { momentAt, wallAt } from '../../domain/reminders/recurrence.js';
import { addDays } from '../../domain/calendar.js';
import { doneWithReminder, snoozeReminder, type ReminderMeans } from '../../actions/reminders/manage.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';
import { readWhen } from '../../reminders/language/read-when.js';
import { answeredMessage } from '../../views/remind/due-message.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, update, type Reply } from '../kit/reply.js';
import { zoneOf } from '../zone-of.js';
import { REMIND_IDS } from './custom-ids.js';

type Needs = Pick<ReminderMeans, 'documents'> & Pick<Deps, 'documents' | 'spaces'>;

/** What a custom id is about. */
interface Target {
  readonly place: string;
  readonly id: string;
  readonly due: string;
}

const guards = [ownedBy('owner')];
const MINUTE = 60_000;
/** Tomorrow morning, minutes after midnight. */
const MORNING = 9 * 60;

/** A direct message is in no server: the same person in the space that the reminder is of. */
const inPlace = (ctx: Context, { place }: Target): Context & { readonly space: SpaceId } => ({
  ...ctx,
  space: place === '-' ? personalSpace(ctx.user) : guildSpace(place),
});

/** What everybody sees is in the language of the server. */
const translatorOf = (ctx: Context) => {
  const isPrivate = ctx.place === 'direct-message' || ((ctx.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return isPrivate ? ctx.t : ctx.tPublic;
};

const dueIn = ({ due }: Target): number => Number.parseInt(due, 36);

const done = defineButton({
  route: REMIND_IDS.done,
  guards,
  async run(ctx, target, deps: Needs) {
    const about = inPlace(ctx, target);
    const { list } = await deps.documents.of(reminderList).get({ space: about.space, user: ctx.user });
    const known = list.find(({ id }) => id === target.id);
    const settled = await doneWithReminder(about, target.id, dueIn(target), deps);
    return settled.ok ? update(answeredMessage(known?.text ?? null, null, translatorOf(ctx))) : failure(settled.error);
  },
});

/** Puts this one occurrence off to a moment, ms. */
const putOff = async (ctx: Context, target: Target, at: number, deps: Needs): Promise<Reply> => {
  const snoozed = await snoozeReminder(inPlace(ctx, target), target.id, dueIn(target), at, deps);
  return snoozed.ok ? update(answeredMessage(snoozed.value?.text ?? null, at, translatorOf(ctx))) : failure(snoozed.error);
};

/** Whole seconds: what is shown is what is meant. */
const inMinutes = (ctx: Context, minutes: number): number => Math.ceil((ctx.occurredAt + minutes * MINUTE) / 1_000) * 1_000;

const snooze = defineButton({
  route: REMIND_IDS.snooze,
  guards,
  async run(ctx, { by, ...target }, deps: Needs) {
    if (by !== 'morning') return putOff(ctx, target, inMinutes(ctx, Number(by)), deps);
    const zone = await zoneOf(inPlace(ctx, target), deps);
    return putOff(ctx, target, momentAt(addDays(wallAt(ctx.occurredAt, zone).day, 1), MORNING, zone), deps);
  },
});

const otherForm = defineModal({
  route: REMIND_IDS.otherForm,
  guards,
  title: 'reminders.snoozeForm.title',
  fields: {
    when: field.text({ label: 'reminders.snoozeForm.when', placeholder: 'reminders.snoozeForm.example', max: 100 }),
  },
  async run(ctx, target, { when }, deps: Needs) {
    const zone = await zoneOf(inPlace(ctx, target), deps);
    const read = readWhen(when, { now: ctx.occurredAt, zone, locale: ctx.t.locale });
    if (!read.ok) return failure(read.error);
    // The first time of a series, and the first of two: it is one occurrence that is put off, and it is told when it comes.
    return putOff(ctx, target, read.value.kind === 'twice' ? read.value.first : read.value.at, deps);
  },
});

const other = defineButton({
  route: REMIND_IDS.other,
  guards,
  // No I/O here: a form cannot follow a defer.
  run: (ctx, target) => Promise.resolve(otherForm.open(ctx, target)),
});

export const answerComponents = [done, snooze, other, otherForm];
