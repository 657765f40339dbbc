import { settingRow, type SettingKey, type SettingValue } from '../../domain/settings.js';
import type { Topic } from '../../domain/setting-kinds.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { settingMarkdown } from './value.js';
import { settingName } from './words.js';

export interface SettingsOverviewModel {
  /** Is it a person's own space? */
  readonly own: boolean;
  /** Null: all topics, without the explanations. */
  readonly topic: Topic | null;
  readonly settings: readonly { readonly key: SettingKey; readonly value: SettingValue }[];
}

/** What all settings stand at, by topic, to be read only. */
export const settingsOverview = ({ own, topic, settings }: SettingsOverviewModel, t: Translator): LayoutView => {
  const line = ({ key, value }: SettingsOverviewModel['settings'][number]): string =>
    t('settings.panel.value', { name: settingName(key, t), value: settingMarkdown(key, value, t) });
  const explained = (one: SettingsOverviewModel['settings'][number]): string =>
    topic === null ? line(one) : `${line(one)}\n-# ${t(`settings.${one.key}.description`)}`;
  const topics = [...new Set(settings.map(({ key }) => settingRow(key).topic))];
  return layout(
    [
      container(
        [
          text(`## ⚙️ ${t(own ? 'settings.panel.ownTitle' : 'settings.panel.title')}`),
          ...topics.map((one) => {
            const listed = settings.filter(({ key }) => settingRow(key).topic === one).map(explained);
            return lines([`### ${t(`settings.topics.${one}.name`)}`, ...listed]);
          }),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
