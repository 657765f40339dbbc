import { parseCategoryName } from '../../domain/category-name.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { isTimeZone } from '../../domain/time-zone.js';
import type { Answers } from '../api.js';

/** Labels and people of one answer, and of all of them. */
const NAMES_MAX = 5_000;

/** What was said, with something more. IMPORT_ANSWER_WRONG with `about`, CATEGORY_NAME_INVALID, CATEGORY_NOT_FOUND. */
export const withAnswers = (before: Answers, more: Partial<Answers>, config: SpaceConfig): Result<Answers, DomainError> => {
  const answers: Answers = {
    ...before,
    ...more,
    categories: { ...before.categories, ...more.categories },
    people: { ...before.people, ...more.people },
  };
  if (answers.zone !== null && !isTimeZone(answers.zone)) return wrong('zone');
  const { untimed } = answers;
  const isTime =
    untimed?.kind !== 'from' || (Number.isInteger(untimed.minutes) && untimed.minutes >= 0 && untimed.minutes < 1_440);
  if (!isTime) return wrong('untimed');
  if (Object.keys(answers.categories).length > NAMES_MAX) return wrong('categories');
  if (Object.keys(answers.people).length > NAMES_MAX) return wrong('people');
  for (const choice of Object.values(more.categories ?? {})) {
    if (choice.kind === 'new') {
      const name = parseCategoryName(choice.name);
      if (!name.ok) return name;
    } else if (choice.kind === 'existing' && !config.categories.some(({ id }) => id === choice.id))
      return err(domainError('CATEGORY_NOT_FOUND', { input: choice.id.slice(0, 50) }));
  }
  return ok(answers);
};

const wrong = (about: keyof Answers) => err(domainError('IMPORT_ANSWER_WRONG', { about }));

/** Does it change how the file itself is read? */
export const changesReading = (more: Partial<Answers>): boolean => READING.some((key) => more[key] !== undefined);

const READING = [
  'format',
  'encoding',
  'separator',
  'columns',
  'dateOrder',
  'zone',
  'untimed',
] as const satisfies readonly (keyof Answers)[];
