import type { UserId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { categoryLabel, cut, mentionUser, timestamp, type CategoryLook } from '../text.js';

/** Somebody on the clock. */
export interface PersonOn {
  readonly user: UserId;
  /** ms */
  readonly since: number;
  /** Null: the reader may not see it, or it is that of all. */
  readonly category: CategoryLook | null;
  /** When the break began, ms; null when there is none, or the reader may not see it. */
  readonly pausedSince: number | null;
}

/** Characters of a category's name where many stand below each other. */
const NAME_SHOWN = 32;

/** A category in a line of a list. */
export const shortLabel = (category: CategoryLook): string =>
  categoryLabel({ ...category, name: cut(category.name, NAME_SHOWN) });

/** `@Ada · 🛠 Work · 2 hours ago`, and whether they are on a break. People are mentioned, so Discord shows their names as they are now. */
export const personText = ({ user, since, category, pausedSince }: PersonOn, t: Translator): string =>
  [
    mentionUser(user),
    ...(category === null ? [] : [shortLabel(category)]),
    timestamp(since, 'R'),
    ...(pausedSince === null ? [] : [t('dashboards.onBreak', { since: timestamp(pausedSince, 't') })]),
  ].join(' · ');
