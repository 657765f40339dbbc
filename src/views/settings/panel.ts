import {
  ButtonStyle,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import type { SettingInput, Topic } from '../../domain/setting-kinds.js';
import { settingRow, type SettingKey, type SettingValue } from '../../domain/settings.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, section, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { timestamp } from '../text.js';
import { settingMarkdown } from './value.js';
import { settingName } from './words.js';

type MenuRow = APIActionRowComponent<APISelectMenuComponent>;

export interface SettingItem {
  readonly key: SettingKey;
  readonly value: SettingValue;
  /** The menu that changes it, or the custom id of the button that opens its form. */
  readonly control: MenuRow | string;
  /** Of the button that sets it back; null when it is at its default. */
  readonly resetId: string | null;
}

export interface SettingsPanelModel {
  /** Is it a person's own space? */
  readonly own: boolean;
  readonly topic: Topic;
  readonly items: readonly SettingItem[];
  /** What was just done, already translated and safe to show; null when nothing was. */
  readonly done: string | null;
  readonly warnings: readonly string[];
  /** The recount under way or the last one; null when there was none, or on another page. */
  readonly recount: {
    readonly isRunning: boolean;
    /** ms */
    readonly askedAt: number;
    readonly entries: number;
    readonly movedMs: number;
    readonly refreshId: string;
  } | null;
  /** Leads to the other pages. */
  readonly topics: MenuRow;
}

/** A page of the settings: each with what it stands at, what it means, and how it is changed. */
export const settingsPanel = (model: SettingsPanelModel, t: Translator): LayoutView => {
  const { own, topic, items, done, warnings, recount, topics } = model;
  const title = t(own ? 'settings.panel.ownTitle' : 'settings.panel.title');
  const said = [...(done === null ? [] : [`✅ ${done}`]), ...warnings.map((warning) => `⚠️ ${warning}`)];
  return layout(
    [
      container(
        [
          text(`## ⚙️ ${title}\n### ${t(`settings.topics.${topic}.name`)}\n${t(`settings.topics.${topic}.description`)}`),
          ...(said.length === 0 ? [] : [text(said.join('\n'))]),
          separator(),
          ...items.flatMap((item) => itemBlocks(item, t)),
          ...(recount === null ? [] : recountBlocks(recount, t)),
          separator(),
          menu(topics),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};

const SAYS_ITSELF: ReadonlySet<string> = new Set(['toggle', 'locale', 'choice'] satisfies SettingInput['kind'][]);

const itemBlocks = ({ key, value, control, resetId }: SettingItem, t: Translator): readonly Block[] => {
  const name = settingName(key, t);
  // A menu of one choice says itself what stands there.
  const head = SAYS_ITSELF.has(settingRow(key).input.kind)
    ? `**${name}**`
    : t('settings.panel.value', { name, value: settingMarkdown(key, value, t) });
  const about = `${head}\n-# ${t(`settings.${key}.description`)}`;
  const reset: APIButtonComponentWithCustomId[] =
    resetId === null ? [] : [button(resetId, t('settings.panel.reset'), ButtonStyle.Secondary)];
  if (typeof control === 'string') {
    return [text(about), ...buttons([button(control, t('settings.panel.change'), ButtonStyle.Primary), ...reset])];
  }
  const [back] = reset;
  return [back === undefined ? text(about) : section(about, back), menu(control)];
};

const recountBlocks = (recount: NonNullable<SettingsPanelModel['recount']>, t: Translator): readonly Block[] => {
  const { isRunning, askedAt, refreshId } = recount;
  const entries = t('settings.entries', { count: recount.entries });
  const moved = formatDuration(recount.movedMs, t);
  const when = timestamp(askedAt, 'R');
  if (!isRunning) return [separator(), text(`-# ${t('settings.panel.recountDone', { when, entries, moved })}`)];
  const running = t('settings.panel.recountRunning', { since: when, entries, moved });
  return [separator(), section(`⏳ ${running}`, button(refreshId, t('settings.panel.refresh'), ButtonStyle.Secondary))];
};
