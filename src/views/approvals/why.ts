import type { APIEmbedField } from 'discord-api-types/v10';
import type { SelfEditLimit } from '../../domain/self-edit.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';

const MINUTE = 60_000;

const whyText = (limit: SelfEditLimit, t: Translator): string => {
  switch (limit.because) {
    case 'tooFarBack':
      return t('approvals.why.tooFarBack', { count: limit.days });
    case 'tooMuch':
      return t('approvals.why.tooMuch', { duration: formatDuration(limit.minutes * MINUTE, t) });
    case 'adding':
      return t('approvals.why.adding');
  }
};

/** Why somebody has to approve it. */
export const whyField = (limit: SelfEditLimit, t: Translator): APIEmbedField => ({
  name: t('approvals.why.title'),
  value: whyText(limit, t),
});
