import { ChannelType } from 'discord-api-types/v10';
import { writeSetting } from '../../domain/setting-text.js';
import { settingRow, type SettingKey, type SettingValue } from '../../domain/settings.js';
import { channelId, roleId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import type { SettingItem } from '../../views/settings/panel.js';
import { settingWords } from '../../views/settings/words.js';
import { field } from '../kit/fields/index.js';
import { SELECT } from '../kit/limits.js';
import { menuRow } from '../kit/select.js';
import { CONFIG_IDS } from './custom-ids.js';

/** Kinds of channels that the bot posts in. */
const POSTED_IN = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

/** The menus that change settings; `components.ts` says what is done with what is selected. */
export const MENUS = {
  topics: field.dynamicSelect({ label: 'settings.panel.topic' }),
  one: field.dynamicSelect({ label: 'settings.panel.choose' }),
  several: field.dynamicSelect({ label: 'settings.panel.choose', min: 0, max: SELECT.values }),
  role: field.roles({ label: 'settings.panel.chooseRole', min: 0, max: 1 }),
  channel: field.channels({ label: 'settings.panel.chooseChannel', min: 0, max: 1, types: POSTED_IN }),
};

/** What a setting is changed by: a menu for what can be chosen, a button that opens a form for what is typed. */
export const controlOf = (
  key: SettingKey,
  value: SettingValue,
  standard: SettingValue,
  t: Translator,
): SettingItem['control'] => {
  const { input } = settingRow(key);
  switch (input.kind) {
    case 'toggle':
    case 'locale':
    case 'choice':
      return menuRow(MENUS.one, CONFIG_IDS.one.encode({ key }), t, {
        options: optionsOf(key, [writeSetting(input, standard)], t),
        selected: [writeSetting(input, value)],
      });
    case 'choices':
      return menuRow(MENUS.several, CONFIG_IDS.several.encode({ key }), t, {
        options: optionsOf(key, typeof standard === 'object' ? (standard ?? []) : [], t),
        selected: typeof value === 'object' ? (value ?? []) : [],
      });
    case 'role':
      return menuRow(MENUS.role, CONFIG_IDS.role.encode({ key }), t, typeof value === 'string' ? [roleId(value)] : []);
    case 'channel':
      return menuRow(MENUS.channel, CONFIG_IDS.channel.encode({ key }), t, typeof value === 'string' ? [channelId(value)] : []);
    case 'zone':
    case 'clock':
    case 'duration':
    case 'days':
      return CONFIG_IDS.type.encode({ key });
  }
};

const optionsOf = (key: SettingKey, standard: readonly string[], t: Translator) =>
  [...settingWords(key, t).values].map(([value, label]) => ({
    value,
    label,
    ...(standard.includes(value) ? { description: t('settings.words.default') } : {}),
  }));
