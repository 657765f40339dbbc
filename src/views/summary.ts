import { ButtonStyle, type APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs, measuredMs, pausedMs } from '../domain/effective.js';
import type { Session } from '../domain/session.js';
import { formatDuration, formatNumber } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { endReasonText } from './entries/end-reason.js';
import { button, messageView, pageButton, rows, type MessageView } from './message.js';
import { caveatFooter, noteDescription, type Caveat } from './session-card.js';
import { categoryLabel, periodText, timestamp, type CategoryLook } from './text.js';

/** Custom ids of the summary's buttons. */
export interface SummaryControls {
  readonly confirm: string;
  readonly reopen: string;
  readonly adjust: string;
  readonly editNote: string;
}

/** What the summary follows upon; its title says so. */
export type SummaryOf = 'clockedOut' | 'saved' | 'added' | 'entry';

export interface SummaryModel {
  /** Ended. */
  readonly session: Session;
  readonly category: CategoryLook;
  /** Effective time of all categories, ms; null when it could not be read. */
  readonly totals: { readonly today: number; readonly week: number; readonly month: number } | null;
  readonly caveat: Caveat | null;
  readonly of?: SummaryOf;
  /** Null: no buttons. */
  readonly controls?: SummaryControls | null;
  /** It is the member's last session, and nothing else runs. Of an older one the days since would become a break, which nobody means. */
  readonly canReopen?: boolean;
  /** When it confirms itself, ms; null or left out: never, it is not known, or it is confirmed. */
  readonly confirmsAt?: number | null;
  /** Days in a row, the day of the end among them; null or left out: not known, or not worth a word. */
  readonly streak?: number | null;
  /** Time that another entry counts already, and that became breaks of this session, ms; 0 for none. */
  readonly leftToOthers?: number;
  /** Address of the web page; null or left out: nobody reaches one. */
  readonly page?: string | null;
}

const titleOf = (of: SummaryOf, category: string, t: Translator): string =>
  of === 'clockedOut' ? t('session.summary.title', { category }) : t(`entries.summary.${of}`, { category });

/** Time is adjusted and confirmed only once; a note is no time. */
const buttonsOf = (
  { session, controls = null, canReopen = false, page = null }: SummaryModel,
  t: Translator,
): MessageView['components'] => {
  if (controls === null) return [];
  const isConfirmed = session.status === 'ENDED_CONFIRMED';
  return rows([
    ...(isConfirmed ? [] : [button(controls.confirm, t('entries.buttons.confirm'), ButtonStyle.Success)]),
    ...(canReopen ? [button(controls.reopen, t('entries.buttons.reopen'), ButtonStyle.Primary)] : []),
    ...(isConfirmed ? [] : [button(controls.adjust, t('entries.buttons.adjust'), ButtonStyle.Secondary)]),
    button(controls.editNote, t('session.buttons.editNote'), ButtonStyle.Secondary),
    ...pageButton(page, t),
  ]);
};

const stateText = ({ session, confirmsAt = null }: SummaryModel, t: Translator): string => {
  const { status, overrideMs } = session;
  const why = endReasonText(session, t);
  const state = status === 'ENDED_CONFIRMED' ? t('entries.state.confirmed') : t('entries.state.unconfirmed');
  const parts = [
    state,
    ...(why === null ? [] : [why]),
    ...(overrideMs === null ? [] : [t('entries.state.adjusted')]),
    ...(confirmsAt === null ? [] : [t('entries.state.confirmsItself', { when: timestamp(confirmsAt, 'R') })]),
  ];
  return parts.join(', ');
};

/** What a session came to. */
export const summaryCard = (model: SummaryModel, t: Translator): MessageView => {
  const { session, category, totals, caveat, of = 'clockedOut', leftToOthers = 0, streak = null } = model;
  const end = session.endedAt ?? session.startedAt;
  const paused = pausedMs(session, end);
  const field = (name: string, value: string): APIEmbedField => ({ name, value, inline: true });
  const duration = (name: string, ms: number): APIEmbedField => field(name, formatDuration(ms, t));
  const footer = [caveat === null ? '' : t(`common.${caveat}`), totals === null ? t('session.summary.totalsUnknown') : ''];
  return messageView({
    embeds: [
      {
        title: titleOf(of, categoryLabel(category), t),
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
          ...(streak === null
            ? []
            : [{ name: t('session.streak.title'), value: t('session.streak.day', { n: formatNumber(streak, t) }) }]),
          { name: t('entries.state.title'), value: stateText(model, t) },
          ...(leftToOthers === 0
            ? []
            : [
                {
                  name: t('entries.leftToOthers.title'),
                  value: t('entries.leftToOthers.text', { duration: formatDuration(leftToOthers, t) }),
                },
              ]),
        ],
        ...(totals === null ? { footer: { text: footer.filter((part) => part !== '').join('\n') } } : caveatFooter(caveat, t)),
      },
    ],
    components: buttonsOf(model, t),
  });
};
