import type { EndReason, Session } from '../../domain/session.js';
import type { Translator } from '../../i18n/translator.js';

type Told = Exclude<EndReason, 'member'>;

/** Why an entry ended, where its member did not end it; null when they did. */
export const endReasonText = ({ endReason }: Pick<Session, 'endReason'>, t: Translator): string | null =>
  endReason === null || endReason === 'member' ? null : t(`entries.ended.${endReason satisfies Told}`);
