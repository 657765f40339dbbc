import { ButtonStyle } from 'discord-api-types/v10';
import type { SettingKey, SettingValue } from '../../domain/settings.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { settingMarkdown } from './value.js';
import { settingName } from './words.js';

export interface PastQuestionModel {
  readonly key: SettingKey;
  readonly before: SettingValue;
  readonly after: SettingValue;
  /** What a recount would do; `movedMs` is the time that would count for another day. */
  readonly moved: { readonly members: number; readonly entries: number; readonly movedMs: number };
  readonly ids: { readonly now: string; readonly recount: string; readonly cancel: string };
}

/** Asked before a setting is changed by which recorded time is counted: nothing has happened yet. */
export const pastQuestion = ({ key, before, after, moved, ids }: PastQuestionModel, t: Translator): LayoutView => {
  const shown = (value: SettingValue): string => settingMarkdown(key, value, t);
  const change = t('settings.ask.change', { name: settingName(key, t), before: shown(before), after: shown(after) });
  const past = t('settings.ask.past', {
    entries: t('settings.entries', { count: moved.entries }),
    members: t('settings.members', { count: moved.members }),
    moved: formatDuration(moved.movedMs, t),
  });
  return layout(
    [
      container(
        [
          text(`## ${t('settings.ask.title')}`),
          text(`${change}\n${past}`),
          text(t('settings.ask.choices')),
          text(`-# ${t('settings.ask.unchanged')}`),
          ...buttons([
            button(ids.now, t('settings.ask.now'), ButtonStyle.Primary),
            button(ids.recount, t('settings.ask.recount'), ButtonStyle.Primary),
            button(ids.cancel, t('settings.ask.cancel'), ButtonStyle.Secondary),
          ]),
        ],
        COLOUR.paused,
      ),
    ],
    t,
  );
};
