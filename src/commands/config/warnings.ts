import type { SettingWarning } from '../../actions/settings.js';
import type { Translator } from '../../i18n/translator.js';
import { errorText } from '../../views/error.js';
import { mentionChannel, mentionRole } from '../../views/text.js';

/** What the bot cannot do yet with a role or a channel, as a line below what was changed. */
export const warningText = (warning: SettingWarning, t: Translator): string => {
  const reason = errorText(warning.error, t);
  return warning.of === 'role'
    ? t('settings.warning.role', { role: mentionRole(warning.id), reason })
    : t('settings.warning.channel', { channel: mentionChannel(warning.id), reason });
};
