import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';

/** The secret address of a calendar; null: it was shown already and cannot be shown again. */
export const feedCard = (
  { url, entries }: { readonly url: string | null; readonly entries: boolean },
  t: Translator,
): MessageView =>
  messageView({
    embeds: [
      {
        title: `📅 ${t('calendar.title')}`,
        description: [
          url === null ? t('calendar.shownBefore') : `\`\`\`\n${url}\n\`\`\``,
          t(entries ? 'calendar.withEntries' : 'calendar.planOnly'),
          `⚠️ ${t('calendar.secret')}`,
        ].join('\n'),
        color: COLOUR.ended,
      },
    ],
  });
