import { differencesOf, type FieldChange } from '../../domain/explain/difference.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { eventText } from '../entries/undo-card.js';
import { categoryLabel, cut, exactTimestamp, mentionUser, type CategoryLook } from '../text.js';

/** A change as the ledger tells it. Moments in ms. */
export interface ExplainedChange {
  readonly event: string;
  readonly at: number;
  /** When the database got it, by its own clock. */
  readonly storedAt: number;
  /** Null: the bot itself. */
  readonly actor: UserId | null;
  readonly source: string;
  readonly before: Session | null;
  readonly after: Session | null;
  /** Why somebody else made it; empty when that was not said. */
  readonly reason?: string;
}

type Look = (id: CategoryId) => CategoryLook;

const NOTE_SHOWN = 60;
/** Later than this after it was made, a change was not stored at once: the database was away. Clocks may differ by a little, ms. */
const LATE_MS = 60_000;
/** Where people click. What the bot does itself may be about a moment that is long ago. */
const BY_PEOPLE: ReadonlySet<string> = new Set(['command', 'button', 'modal', 'select']);

const SOURCES: Readonly<Partial<Record<string, MessageKey>>> = {
  command: 'explain.source.command',
  button: 'explain.source.button',
  modal: 'explain.source.modal',
  select: 'explain.source.select',
  approval: 'explain.source.approval',
  sweep: 'explain.source.sweep',
  leave: 'explain.source.leave',
  recount: 'explain.source.recount',
  due: 'explain.source.due',
  restore: 'explain.source.restore',
  sample: 'explain.source.sample',
};

/** What a change does by its nature; saying it as well would hide what is worth reading. */
const IMPLIED: Readonly<Partial<Record<string, readonly FieldChange['field'][]>>> = {
  clockedOut: ['end', 'status'],
  paused: ['status'],
  resumed: ['status'],
  confirmed: ['status'],
};

const IMPLIED_STATUS: readonly FieldChange['field'][] = ['status'];

const sourceText = (source: string, t: Translator): string => {
  const key = SOURCES[source];
  return key === undefined ? userText(source) : t(key);
};

const moment = (ms: number | null, t: Translator): string => (ms === null ? t('explain.none') : exactTimestamp(ms));
const length = (ms: number | null, t: Translator): string => (ms === null ? t('explain.none') : formatDuration(ms, t));
const note = (text: string | null, t: Translator): string =>
  text === null ? t('explain.none') : `“${userText(cut(text, NOTE_SHOWN))}”`;

const sidesOf = (change: FieldChange, look: Look, t: Translator): readonly [before: string, after: string] => {
  switch (change.field) {
    case 'category':
      return [categoryLabel(look(change.before)), categoryLabel(look(change.after))];
    case 'start':
    case 'end':
      return [moment(change.before, t), moment(change.after, t)];
    case 'paused':
    case 'override':
      return [length(change.before, t), length(change.after, t)];
    case 'note':
      return [note(change.before, t), note(change.after, t)];
    case 'status':
      return [t(`explain.status.${change.before}`), t(`explain.status.${change.after}`)];
    case 'counting':
      return [userText(change.before ?? ''), userText(change.after ?? '')];
  }
};

const fieldText = (change: FieldChange, look: Look, t: Translator): string => {
  const [before, after] = sidesOf(change, look, t);
  return t('explain.change', { field: t(`explain.field.${change.field}`), before, after });
};

/** What a change did: its name, who, from where and when; then what was before and after; then, when it was stored late, that. */
export const changeText = (change: ExplainedChange, look: Look, t: Translator): string => {
  const { event, at, storedAt, actor, source, before, after, reason = '' } = change;
  const head = t('explain.changed', {
    event: event === 'undone' ? t('explain.undone') : event === 'restored' ? t('explain.restored') : eventText(event, t),
    when: exactTimestamp(at),
    who: actor === null ? t('explain.bot') : mentionUser(actor),
    source: sourceText(source, t),
  });
  // Who is clocked out by somebody else may be so at a time that is long ago.
  const implied = event === 'clockedOut' && after?.endedAt !== at ? IMPLIED_STATUS : (IMPLIED[event] ?? []);
  const fields = (before === null || after === null ? [] : differencesOf(before, after))
    .filter(({ field }) => !implied.includes(field))
    .map((each) => fieldText(each, look, t));
  const late = BY_PEOPLE.has(source) && storedAt - at > LATE_MS ? [`⏳ ${t('explain.late', { when: moment(storedAt, t) })}`] : [];
  const why = reason === '' ? [] : [t('entries.byOthers.reason', { reason: userText(reason) })];
  return [`- ${head}`, ...[...why, ...fields, ...late].map((line) => `  - ${line}`)].join('\n');
};
