import { webhookView } from '../../views/notion/webhook.js';
import type { Deps } from '../deps.js';
import { defineCommand } from '../kit/define.js';
import { failure, message } from '../kit/reply.js';
import { notionGuards, type NotionDeps } from './shared.js';

/** Where Notion may tell at once that something changed, and what it wants to have confirmed for that. */
export const webhook = defineCommand({
  name: 'webhook',
  visibility: 'ephemeral',
  guards: notionGuards,
  options: {},
  async run(ctx, _options, { notion, page }: NotionDeps & Pick<Deps, 'page'>) {
    const link = page.to(ctx.space, '');
    const opened = await notion.webhook(ctx.space);
    if (!opened.ok) return failure(opened.error);
    const { path, token } = opened.value;
    return message(webhookView({ address: link === null ? null : `${new URL(link).origin}${path}`, token }, ctx.t));
  },
});
