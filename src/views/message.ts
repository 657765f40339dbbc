import {
  ButtonStyle,
  ComponentType,
  type MessageFlags,
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type { Translator } from '../i18n/translator.js';

/** A message as Discord takes it, whether it answers, edits or follows. All parts are there, so that an edit leaves nothing behind. */
export interface MessageView {
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** Nobody is ever pinged by what we show. */
  allowed_mentions: APIAllowedMentions;
}

/** A message of components alone (Components V2), made by `layout`. It can never become one with content or embeds again. */
export interface LayoutView {
  components: APIMessageTopLevelComponent[];
  flags: MessageFlags.IsComponentsV2;
  /** Nobody is ever pinged by what we show. */
  allowed_mentions: APIAllowedMentions;
}

export type AnyView = MessageView | LayoutView;

export const messageView = (parts: Partial<Omit<MessageView, 'allowed_mentions'>>): MessageView => ({
  content: '',
  embeds: [],
  components: [],
  ...parts,
  allowed_mentions: { parse: [] },
});

/** `label` at most 80 characters of plain text: no markdown is read there. */
export const button = (
  customId: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'],
  disabled = false,
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  custom_id: customId,
  label,
  style,
  ...(disabled ? { disabled } : {}),
});

/** A button that leads to the web page; none where nobody reaches one. */
export const pageButton = (url: string | null | undefined, t: Translator): readonly APIButtonComponentWithURL[] =>
  url === null || url === undefined
    ? []
    : [{ type: ComponentType.Button, style: ButtonStyle.Link, url, label: t('common.openPage') }];

/** Buttons in rows of five. */
export const rows = (buttons: readonly APIButtonComponent[]): MessageView['components'] => {
  const all: MessageView['components'] = [];
  for (let at = 0; at < buttons.length; at += 5)
    all.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + 5) });
  return all;
};
