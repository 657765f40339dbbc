import type { APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs, measuredMs, pausedMs } from '../domain/effective.js';
import type { Session } from '../domain/session.js';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { messageView, type MessageView } from './message.js';
import { caveatFooter, noteDescription, type Caveat } from './session-card.js';
import { categoryLabel, timestamp, type CategoryLook } from './text.js';

const DAY = 86_400_000;

export interface SummaryModel {
  /** Ended. */
  readonly session: Session;
  readonly category: CategoryLook;
  /** Effective time of all categories, ms; null when it could not be read. */
  readonly totals: { readonly today: number; readonly week: number; readonly month: number } | null;
  readonly caveat: Caveat | null;
}

/** Whatever the reader's zone: within a day of the start, a time of day can only mean one moment. */
const periodText = (start: number, end: number): string =>
  `${timestamp(start, 'f')} – ${timestamp(end, end - start < DAY ? 't' : 'f')}`;

/** What a session came to. */
export const summaryCard = ({ session, category, totals, caveat }: SummaryModel, t: Translator): MessageView => {
  const end = session.endedAt ?? session.startedAt;
  const paused = pausedMs(session, end);
  const field = (name: string, value: string): APIEmbedField => ({ name, value, inline: true });
  const duration = (name: string, ms: number): APIEmbedField => field(name, formatDuration(ms, t));
  const footer = [caveat === null ? '' : t(`common.${caveat}`), totals === null ? t('session.summary.totalsUnknown') : ''];
  return messageView({
    embeds: [
      {
        title: t('session.summary.title', { category: categoryLabel(category) }),
        color: category.colour ?? COLOUR.ended,
        ...noteDescription(session.note),
        fields: [
          { name: t('session.summary.period'), value: periodText(session.startedAt, end) },
          duration(t('session.summary.effective'), effectiveMs(session, end)),
          field(t('session.summary.paused'), paused === 0 ? t('common.none') : formatDuration(paused, t)),
          duration(t('session.summary.measured'), measuredMs(session, end)),
          ...(totals === null
            ? []
            : [
                duration(t('session.summary.today'), totals.today),
                duration(t('session.summary.week'), totals.week),
                duration(t('session.summary.month'), totals.month),
              ]),
        ],
        ...(totals === null ? { footer: { text: footer.filter((part) => part !== '').join('\n') } } : caveatFooter(caveat, t)),
      },
    ],
  });
};
