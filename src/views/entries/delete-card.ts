import { ButtonStyle, type APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs } from '../../domain/effective.js';
import type { Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { noteDescription } from '../session-card.js';
import { categoryLabel, periodText, type CategoryLook } from '../text.js';

export interface DeleteModel {
  /** Ended. */
  readonly session: Session;
  readonly category: CategoryLook;
  /** Whatever is said besides, where the entry is somebody else's: that deletion is not taken back by `/session undo`. */
  readonly about?: readonly APIEmbedField[];
  /** Null: it is deleted. */
  readonly controls: { readonly delete: string; readonly cancel: string } | null;
}

/** Asks whether an entry is to be deleted, or says that it was. */
export const deleteCard = ({ session, category, controls, about = [] }: DeleteModel, t: Translator): MessageView => {
  const end = session.endedAt ?? session.startedAt;
  const label = categoryLabel(category);
  return messageView({
    embeds: [
      {
        title: controls === null ? t('entries.delete.done', { category: label }) : t('entries.delete.title', { category: label }),
        color: controls === null ? COLOUR.off : COLOUR.warning,
        ...noteDescription(session.note),
        fields: [
          { name: t('session.summary.period'), value: periodText(session.startedAt, end) },
          { name: t('session.summary.effective'), value: formatDuration(effectiveMs(session, end), t) },
          ...about,
        ],
        ...(controls === null && about.length === 0 ? { footer: { text: t('entries.delete.undo') } } : {}),
      },
    ],
    components:
      controls === null
        ? []
        : rows([
            button(controls.delete, t('entries.delete.button'), ButtonStyle.Danger),
            button(controls.cancel, t('entries.buttons.cancel'), ButtonStyle.Secondary),
          ]),
  });
};
