import type { Access, Capability } from '../../domain/capabilities.js';
import type { Category } from '../../domain/category.js';
import type { RoleId, UserId } from '../../domain/ids.js';
import type { Suspension } from '../../domain/suspensions.js';
import { suspensionError } from '../../domain/suspensions.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { mentionUser, categoryLabel } from '../text.js';
import type { LayoutView } from '../message.js';
import { shownRole } from './given.js';

export interface ExplainedModel {
  readonly member: UserId;
  /** The role that every member has. */
  readonly everyone: RoleId | null;
  readonly answers: readonly { readonly capability: Capability; readonly access: Access }[];
  readonly suspension: Suspension | null;
  /** Categories that require a role which the member does not have. */
  readonly closed: readonly Category[];
  /** Did Discord say which permissions the member has? */
  readonly permissionsKnown: boolean;
}

/** What a member may do and why, each reason once, and what that answer cannot know. */
export const permissionsExplained = (model: ExplainedModel, t: Translator): LayoutView => {
  const { member, everyone, answers, suspension, closed, permissionsKnown } = model;
  const groups = new Map<string, { readonly allowed: boolean; readonly because: string; readonly names: string[] }>();
  for (const { capability, access } of answers) {
    const { allowed, role } = access;
    const because = t(`permissions.because.${access.because}`, { role: role === undefined ? '' : shownRole(role, everyone) });
    const group = groups.get(`${String(allowed)} ${because}`) ?? { allowed, because, names: [] };
    groups.set(`${String(allowed)} ${because}`, group);
    group.names.push(t(`permissions.capabilities.${capability}.name`));
  }
  const answered = [...groups.values()].map(({ allowed, because, names }) =>
    t(allowed ? 'permissions.explained.may' : 'permissions.explained.mayNot', { capability: names.join(', '), because }),
  );
  return layout(
    [
      container(
        [
          text(`## 🔑 ${t('permissions.explained.title')}\n${t('permissions.explained.about', { member: mentionUser(member) })}`),
          ...(suspension === null
            ? []
            : [text(`⛔ ${t('permissions.explained.suspended')} ${errorText(suspensionError(suspension), t)}`)]),
          separator(),
          lines(answered),
          ...(closed.length === 0 ? [] : [text(t('permissions.explained.closed')), lines(closed.map(categoryLabel))]),
          separator(),
          text(`-# ${t(permissionsKnown ? 'permissions.explained.limits' : 'permissions.explained.unknown')}`),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
