import { WHO_IDS } from '../../src/commands/who/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import type { UserId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { whoCard, type WhoModel } from '../../src/views/who-card.js';

/** Views of those who look at a whole team, each at its longest: two hundred people in fifty categories. */
export const teamSamples = (
  member: UserId,
  category: Category,
  at: number,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const person = { member, since: at, breakSince: at };
  const groups = Array.from({ length: 50 }, () => ({ category, rows: Array.from({ length: 4 }, () => person) }));
  const who: WhoModel = {
    groups,
    only: null,
    page: 0,
    pageId: (page, of) => WHO_IDS.page.encode({ owner: member, category: 'z'.repeat(7), page, of }),
    caveat: 'possiblyStale',
  };
  const presence = [{ category: null, rows: groups.flatMap(({ rows }) => rows) }];
  return [
    ...[0, 3, 999].map((page) => ({ name: `who page ${page}`, body: whoCard({ ...who, page }, t) })),
    { name: 'who, presence only', body: whoCard({ ...who, groups: presence, caveat: null }, t) },
    { name: 'who, one category', body: whoCard({ ...who, groups: groups.slice(0, 1), only: category, caveat: null }, t) },
    { name: 'nobody', body: whoCard({ ...who, groups: [] }, t) },
    { name: 'nobody in a category', body: whoCard({ ...who, groups: [], only: category }, t) },
  ];
};
