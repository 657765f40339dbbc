import type { Translator } from '../../i18n/translator.js';
import { messageView, type MessageView } from '../message.js';

export interface WebhookModel {
  /** Null: nobody reaches us from outside. */
  readonly address: string | null;
  /** What Notion has sent, to be typed in there; null before. */
  readonly token: string | null;
}

/** How a webhook of Notion is set up, one step at a time. */
export const webhookView = ({ address, token }: WebhookModel, t: Translator): MessageView => {
  if (address === null) return messageView({ content: t('notionsync.webhook.noAddress') });
  const next = token === null ? t('notionsync.webhook.waits') : t('notionsync.webhook.confirm', { token: `\`${token}\`` });
  return messageView({ content: [t('notionsync.webhook.address', { address: `\`${address}\`` }), next].join('\n') });
};
