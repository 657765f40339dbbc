import type { DomainError } from '../domain/errors.js';
import type { Session } from '../domain/session.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { timesText } from './entries/changed-by-others.js';
import { endReasonText } from './entries/end-reason.js';
import { errorText } from './error.js';
import { messageView, type MessageView } from './message.js';
import { categoryLabel, EMBED, fitLines, timestamp, type CategoryLook } from './text.js';

/** What happened to a member without a click of anybody. */
export type ShownByItself =
  | { readonly what: 'ended'; readonly session: Session; readonly category: CategoryLook }
  | { readonly what: 'notClockedIn'; readonly at: number; readonly category: CategoryLook; readonly error: DomainError };

const lineOf = (one: ShownByItself, t: Translator): string => {
  const category = categoryLabel(one.category);
  if (one.what === 'ended') {
    const why = endReasonText(one.session, t);
    const head = t('byitself.ended', { category, times: timesText(one.session, t) });
    return why === null ? head : `${head}\n-# ${why}`;
  }
  return t('byitself.notClockedIn', { category, when: timestamp(one.at, 'R'), why: errorText(one.error, t) });
};

/** Tells a member what happened by itself: sessions that ended, and voice channels that did not clock them in. */
export const byItselfView = (happened: readonly ShownByItself[], t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('byitself.title'),
        description: fitLines(
          happened.map((one) => lineOf(one, t)),
          EMBED.description,
          (n) => t('common.more', { n }),
        ),
        color: COLOUR.warning,
      },
    ],
  });
