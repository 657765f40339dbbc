import { ButtonStyle } from 'discord-api-types/v10';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { button, rows, type MessageView } from './message.js';

export interface ShortSessionModel {
  /** ms */
  readonly minimumMs: number;
  readonly keepId: string;
  readonly deleteId: string;
}

/** The summary of a session, with the question whether it should stay: nothing happens to it without an answer. */
export const askAboutShort = (
  summary: MessageView,
  { minimumMs, keepId, deleteId }: ShortSessionModel,
  t: Translator,
): MessageView => ({
  ...summary,
  content: `⏱️ ${t('settings.short.question', { minimum: formatDuration(minimumMs, t) })}`,
  components: [
    ...rows([
      button(keepId, t('settings.short.keep'), ButtonStyle.Success),
      button(deleteId, t('settings.short.delete'), ButtonStyle.Danger),
    ]),
    ...summary.components,
  ],
});
