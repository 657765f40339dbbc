import type { Translator } from '../../i18n/translator.js';
import type { MessageView } from '../message.js';

/** A reminder that did not arrive, above what it would have been. `why`: safe to show. `isOver`: it comes again no more. */
export const untoldMessage = (
  due: MessageView,
  { why, isOver }: { readonly why: string; readonly isOver: boolean },
  t: Translator,
): MessageView => ({
  ...due,
  content: [
    `**${t('reminders.untold.title')}**`,
    due.content,
    `-# ${[why, ...(isOver ? [t('reminders.untold.ended')] : [])].join(' ')}`,
  ].join('\n'),
});
