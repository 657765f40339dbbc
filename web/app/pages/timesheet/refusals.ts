import type { DomainError } from '../../../../src/domain/errors.js';
import type { Context } from '../../core/context.js';

/** What is wrong with a field, for what the page finds out before it asks the server. */
export const refusalText = ({ t, format, zone }: Context, { code, params = {} }: DomainError): string => {
  const input = String(params['input'] ?? '');
  switch (code) {
    case 'TIME_SKIPPED':
      return t('sheet.refused.skipped', {
        before: format.clock(Number(params['before']), zone),
        after: format.clock(Number(params['after']), zone),
      });
    case 'BREAKS_NOT_UNDERSTOOD':
      return t('sheet.refused.breaks', { input });
    case 'ENTRY_PAUSES_INVALID':
      return t('sheet.refused.breaksOutside');
    case 'ENTRY_TIMES_INVALID':
      return t('sheet.refused.endBeforeStart');
    case 'DURATION_INVALID':
      return t('sheet.refused.duration', { input });
    default:
      return t(input.trim() === '' ? 'sheet.refused.empty' : 'sheet.refused.time', { input });
  }
};
