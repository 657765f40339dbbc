import { personalSpace } from '../../domain/ids.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { nextAfter } from '../../domain/reminders/recurrence.js';
import { comesAt, REMINDER_TEXT_MAX, type Reminder } from '../../domain/reminders/reminder.js';
import { ok, type Result } from '../../domain/result.js';
import { addReminder, changeReminder, remindersOf, type ReminderMeans, type When } from '../../actions/reminders/manage.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { plainText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { notionOf, textOf, wroteOf } from '../../views/remind/preview-card.js';
import { momentText, seriesText as seriesWords } from '../../views/remind/texts.js';
import { momentIn } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, update } from '../kit/reply.js';
import { zoneOf } from '../zone-of.js';
import { REMIND_IDS, seriesIn } from './custom-ids.js';
import { preview, repeatChoiceIn, targetIn, understand } from './draft.js';

export type RemindDeps = ReminderMeans & Pick<Deps, 'documents' | 'spaces'>;

const guards = [ownedBy('owner')];

/** The id of a reminder is that of the click that kept it: the same click keeps it once. */
export const idOf = (ctx: Context): string => BigInt(ctx.id).toString(36);

/** As the member agrees to direct messages everywhere else. */
const agree = (ctx: Context, { documents }: Pick<Deps, 'documents'>): Promise<Result<unknown, DomainError>> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'directMessagesAllowed', source: ctx.source };
  return documents
    .of(preferences)
    .update({ space: personalSpace(ctx.user), user: ctx.user }, by, (own) =>
      ok(own.directMessages ? own : { ...own, directMessages: true }),
    );
};

const keptText = (ctx: Context, reminder: Reminder, isChange: boolean): string => {
  const when = momentText(comesAt(reminder) ?? 0, ctx.t);
  if (isChange) return ctx.t('reminders.changed', { when });
  return reminder.series === null
    ? ctx.t('reminders.kept', { when })
    : ctx.t('reminders.keptSeries', { repeat: seriesWords(reminder.series, ctx.t), when });
};

/** What the custom id says; of a series whose first time has passed while the question stood there, from the next one on. */
const whenIn = (said: string, at: number, now: number, zone: string): When => {
  const series = seriesIn(said, at, zone);
  return { next: series === null || at > now ? at : (nextAfter(series, now) ?? at), series };
};

const keep = defineButton({
  route: REMIND_IDS.keep,
  guards,
  async run(ctx, { goes, role, which, at: encoded, series: said }, deps: RemindDeps) {
    const text = textOf(ctx.message);
    const at = momentIn(encoded);
    const when = at === null ? null : whenIn(said, at, ctx.occurredAt, await zoneOf(ctx, deps));
    if (which !== '-') {
      const changed = await changeReminder(ctx, which, { ...(when ?? {}), text }, deps);
      if (!changed.ok) return failure(changed.error);
      return changed.value === null
        ? failure(domainError('REMINDER_NOT_FOUND'))
        : update(noticeView(keptText(ctx, changed.value, true)));
    }
    if (when === null) return failure(domainError('STALE_CONTROL'));
    const target = targetIn(ctx, goes, role, notionOf(ctx.message));
    if (!target.ok) return failure(target.error);
    if (goes === 'a') {
      const agreed = await agree(ctx, deps);
      if (!agreed.ok) return failure(agreed.error);
    }
    const wish = { ...when, text, target: target.value, locale: ctx.t.locale };
    const kept = await addReminder(ctx, idOf(ctx), wish, deps);
    return kept.ok ? update(noticeView(keptText(ctx, kept.value, false))) : failure(kept.error);
  },
});

const form = defineModal({
  route: REMIND_IDS.form,
  guards,
  title: 'reminders.form.title',
  fields: {
    when: field.text({ label: 'reminders.form.when', placeholder: 'reminders.form.whenExample', max: 100 }),
    text: field.text({ label: 'reminders.form.text', max: REMINDER_TEXT_MAX, paragraph: true }),
  },
  async run(ctx, { goes, role, which, repeat }, { when: wrote, text: typed }, deps: RemindDeps) {
    const text = plainText(typed);
    if (text === '') return failure(domainError('REMINDER_TEXT_MISSING'));
    const known = which === '-' ? null : (await remindersOf(ctx, deps)).find(({ id }) => id === which);
    if (known === undefined) return failure(domainError('REMINDER_NOT_FOUND'));
    const target = known === null ? targetIn(ctx, goes, role, notionOf(ctx.message)) : ok(known.target);
    if (!target.ok) return failure(target.error);
    const choice = repeatChoiceIn(repeat);
    // What the text says by now goes before what was chosen beside the first one.
    const first = await understand(ctx, { wrote, repeat: choice }, deps);
    const isTwice = !first.ok && first.error.code === 'REMINDER_REPEATS_TWICE';
    const understood = isTwice ? await understand(ctx, { wrote, repeat: null }, deps) : first;
    if (!understood.ok) return failure(understood.error);
    const draft = { text, target: target.value, wrote, repeat: isTwice ? null : choice, which: known };
    return update(await preview(ctx, draft, understood.value, deps));
  },
});

const change = defineButton({
  route: REMIND_IDS.change,
  guards,
  // No I/O here: a form cannot follow a defer. What stands in it is read off the message.
  run: (ctx, args) => Promise.resolve(form.open(ctx, args, { when: wroteOf(ctx.message), text: textOf(ctx.message) })),
});

export const keepingComponents = [keep, change, form];
