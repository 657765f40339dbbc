import type {
  APIActionRowComponent,
  APIAllowedMentions,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
} from 'discord-api-types/v10';

/** A message as Discord takes it, whether it answers, edits or follows. All parts are there, so that an edit leaves nothing behind. */
export interface MessageView {
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** Nobody is ever pinged by what we show. */
  allowed_mentions: APIAllowedMentions;
}

export const messageView = (parts: Partial<Omit<MessageView, 'allowed_mentions'>>): MessageView => ({
  content: '',
  embeds: [],
  components: [],
  ...parts,
  allowed_mentions: { parse: [] },
});

/** Buttons in rows of five. */
export const rows = (buttons: readonly APIButtonComponent[]): MessageView['components'] => {
  const all: MessageView['components'] = [];
  for (let at = 0; at < buttons.length; at += 5) all.push({ type: 1, components: buttons.slice(at, at + 5) });
  return all;
};
