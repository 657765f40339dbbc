import type { DomainError } from '../domain/errors.js';
import type { RoleId } from '../domain/ids.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { errorText } from './error.js';
import { messageView, type MessageView } from './message.js';
import { categoryLabel, EMBED, fitLines, mentionRole, timestamp, type CategoryLook } from './text.js';

export interface RoleProblem {
  readonly role: RoleId;
  readonly error: DomainError;
  /** ms. */
  readonly since: number;
}

export interface RoleOverviewModel {
  readonly onRole: RoleId | null;
  readonly breakRole: RoleId | null;
  readonly categories: readonly (CategoryLook & { readonly role: RoleId | null })[];
  readonly problems: readonly RoleProblem[];
}

/** Which role is given when, and which of them the bot cannot give. */
export const roleOverview = (model: RoleOverviewModel, t: Translator): MessageView => {
  const shown = (role: RoleId | null): string => (role === null ? t('roles.overview.notSet') : mentionRole(role));
  const more = (n: number): string => t('common.more', { n });
  const byCategory = model.categories.flatMap((category) =>
    category.role === null
      ? []
      : [t('roles.overview.categoryLine', { category: categoryLabel(category), role: mentionRole(category.role) })],
  );
  const problems = model.problems.map(({ role, error, since }) =>
    t('roles.overview.problem', { role: mentionRole(role), reason: errorText(error, t), since: timestamp(since, 'R') }),
  );
  return messageView({
    embeds: [
      {
        title: t('roles.overview.title'),
        color: problems.length > 0 ? COLOUR.warning : COLOUR.running,
        fields: [
          { name: t('roles.overview.on'), value: shown(model.onRole), inline: true },
          { name: t('roles.overview.break'), value: shown(model.breakRole), inline: true },
          ...(byCategory.length === 0
            ? []
            : [{ name: t('roles.overview.categories'), value: fitLines(byCategory, EMBED.fieldValue, more) }]),
          ...(problems.length === 0
            ? []
            : [{ name: `⚠️ ${t('roles.overview.problems')}`, value: fitLines(problems, EMBED.fieldValue, more) }]),
        ],
      },
    ],
  });
};
