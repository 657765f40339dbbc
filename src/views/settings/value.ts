import { channelId, roleId } from '../../domain/ids.js';
import { clockText, writeSetting } from '../../domain/setting-text.js';
import { settingRow, type SettingKey, type SettingValue } from '../../domain/settings.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { escapeMarkdown } from '../../i18n/user-text.js';
import { mentionChannel, mentionRole } from '../text.js';
import { settingWords } from './words.js';

const MINUTE_MS = 60_000;

/** What a setting stands at, in words of the reader's language: plain text, but for roles and channels, which are mentioned. */
export const settingValue = (key: SettingKey, value: SettingValue, t: Translator): string => {
  const { input } = settingRow(key);
  const { values, off } = settingWords(key, t);
  if (value === null) return off ?? t('settings.words.none');
  if (typeof value === 'object') {
    return value.length === 0 ? t('settings.words.none') : value.map((one) => values.get(one) ?? one).join(', ');
  }
  if (typeof value === 'number') {
    if (input.kind === 'clock') return clockText(value);
    return input.kind === 'duration' ? formatDuration(value * MINUTE_MS, t) : t('settings.words.days', { count: value });
  }
  if (input.kind === 'role') return mentionRole(roleId(String(value)));
  if (input.kind === 'channel') return mentionChannel(channelId(String(value)));
  const written = writeSetting(input, value);
  return values.get(written) ?? written;
};

const MENTIONS = new Set(['role', 'channel']);

/** The same for a message: names of zones have underscores in them. */
export const settingMarkdown = (key: SettingKey, value: SettingValue, t: Translator): string => {
  const text = settingValue(key, value, t);
  return value !== null && MENTIONS.has(settingRow(key).input.kind) ? text : escapeMarkdown(text);
};
