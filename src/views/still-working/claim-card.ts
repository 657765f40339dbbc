import { ButtonStyle } from 'discord-api-types/v10';
import { effectiveMs } from '../../domain/effective.js';
import type { Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { categoryLabel, periodText, timestamp, type CategoryLook } from '../text.js';

export interface ClaimModel {
  /** As it ended. */
  readonly session: Session;
  readonly category: CategoryLook;
  /** Until when the clock ran, and until when that may be claimed, ms. */
  readonly ranUntil: number;
  readonly claimUntil: number;
  /** Custom ids; null: nothing can be answered here. */
  readonly controls: { readonly right: string; readonly worked: string; readonly discard: string } | null;
}

/** A session that ended by itself: what it came to, and what its member says to that. */
export const claimCard = ({ session, category, ranUntil, claimUntil, controls }: ClaimModel, t: Translator): MessageView => {
  const endedAt = session.endedAt ?? session.startedAt;
  return messageView({
    embeds: [
      {
        title: t('stillworking.claim.title', { category: categoryLabel(category) }),
        description: t(session.endReason === 'limit' ? 'stillworking.claim.limit' : 'stillworking.claim.unanswered', {
          time: timestamp(endedAt, 'f'),
        }),
        color: COLOUR.paused,
        fields: [
          { name: t('session.summary.period'), value: periodText(session.startedAt, endedAt) },
          { name: t('session.summary.effective'), value: formatDuration(effectiveMs(session, endedAt), t) },
          {
            name: t('stillworking.claim.rest'),
            value: t('stillworking.claim.restText', {
              duration: formatDuration(Math.max(0, ranUntil - endedAt), t),
              until: timestamp(ranUntil, 'f'),
              when: timestamp(claimUntil, 'R'),
            }),
          },
        ],
      },
    ],
    components:
      controls === null
        ? []
        : rows([
            button(controls.right, t('stillworking.claim.right'), ButtonStyle.Success),
            button(controls.worked, t('stillworking.claim.worked'), ButtonStyle.Primary),
            button(controls.discard, t('stillworking.claim.discard'), ButtonStyle.Danger),
          ]),
  });
};
