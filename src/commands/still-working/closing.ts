import { isGuildSpace, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Changes } from '../../engine/api.js';
import { stillWorking } from '../../engine/documents/kinds/asked-still-working.js';
import type { Translators } from '../../i18n/translators.js';
import { noticeView } from '../../views/notice.js';
import { mentionUser } from '../../views/text.js';
import type { Deps } from '../deps.js';

export type ClosingDeps = Pick<Deps, 'documents' | 'spaces' | 'log'> & {
  readonly changes: Pick<Changes, 'onChange'>;
  readonly messages: Pick<Deps['messages'], 'edit'>;
  readonly translators: Translators;
};

/**
 * Takes the buttons off questions in channels whose session is over, whoever ended it and however: else they would stand there for ever. It is tried once; a
 * button that stays all the same says what is so when it is used.
 * @returns stops it
 */
export const closeQuestions = ({ changes, messages, documents, spaces, translators, log }: ClosingDeps): (() => void) => {
  const close = async (space: SpaceId, user: UserId, session: SessionId): Promise<void> => {
    const { reminderChannel, locale } = (await spaces.get(space)).settings;
    if (reminderChannel === null) return;
    const kept = await documents.of(stillWorking).get({ space, user });
    if (kept.session !== session) return;
    // What was answered with "Yes, go on" has lost its buttons by that.
    const open = kept.asked.flatMap(({ at, message }) => (at > (kept.goOnAt ?? 0) ? (message ?? []) : []));
    const view = noticeView(translators.for(locale)('stillworking.isOver', { member: mentionUser(user) }));
    for (const { channel, id } of open) await messages.edit(channel, id, view);
  };
  return changes.onChange(({ space, user, before, after }) => {
    const over = before.active;
    if (over === null || after.active?.id === over.id || !isGuildSpace(space)) return;
    close(space, user, over.id).catch((error: unknown) => {
      log.info({ space, err: error }, 'a question whether a member still works keeps its buttons');
    });
  });
};
