import { categoryChoices, EDIT_FORMS } from '../../src/commands/entries/edit.js';
import { formatBreaks } from '../../src/commands/entries/typed-times.js';
import type { Category } from '../../src/domain/category.js';
import { defaultConfig } from '../../src/domain/defaults.js';
import { categoryId, guildSpace, sessionId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';

const LONGEST_ID = '9'.repeat(24);
const ZONE = 'America/Argentina/ComodRivadavia';

/** The forms that edit an entry, filled in with the longest: with as many categories as a menu holds, and with fifty. */
export const editForms = (owner: UserId, category: Category, ended: Session, t: Translator) => {
  const args = { owner, session: sessionId(LONGEST_ID) };
  const config = (count: number) => ({
    ...defaultConfig(guildSpace('1'), { locale: 'en', timeZone: ZONE }),
    categories: Array.from({ length: count }, (_, at): Category => ({
      ...category,
      id: categoryId(`${'c'.repeat(30)}${at}`),
      order: at,
      archived: false,
    })),
  });
  const own = categoryId(`${'c'.repeat(30)}0`);
  const choices = categoryChoices(config(25), own);
  if (choices === null || categoryChoices(config(50), own) !== null) throw new Error('a menu holds 25 categories and no more');
  const pauses = Array.from({ length: 100 }, (_, at) => {
    const start = ended.startedAt + (2 * at + 1) * 60_000;
    return { start, end: start + 60_000 };
  });
  const start = '2026-10-25 02:30:59 +02:00';
  const times = { start, end: start, breaks: formatBreaks(pauses, ended.startedAt, ZONE), note: ended.note ?? '' };
  const told = { zone: ZONE };
  const { editForm, editFormWithName, editActiveForm, editActiveFormWithName } = EDIT_FORMS;
  return [
    { name: 'edit form', body: editForm.view(t, args, { ...times, category: choices }, told) },
    { name: 'edit form of fifty categories', body: editFormWithName.view(t, args, { ...times, category: category.name }, told) },
    { name: 'edit form, running', body: editActiveForm.view(t, args, { start, note: times.note, category: choices }, told) },
    {
      name: 'edit form, running, of fifty categories',
      body: editActiveFormWithName.view(t, args, { start, note: times.note, category: category.name }, told),
    },
  ];
};
