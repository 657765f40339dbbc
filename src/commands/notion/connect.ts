import { connectedView } from '../../views/notion/connected.js';
import { defineCommand } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { defineModal } from '../kit/modal.js';
import { failure, message } from '../kit/reply.js';
import { NOTION_IDS } from './custom-ids.js';
import { notionGuards, type NotionDeps } from './shared.js';

/** What is typed goes to the desk and nowhere else: neither into a reply nor into a log. */
export const connectForm = defineModal({
  route: NOTION_IDS.connect,
  guards: notionGuards,
  title: 'notion.connectForm.title',
  fields: {
    token: field.text({
      label: 'notion.connectForm.label',
      description: 'notion.connectForm.hint',
      placeholder: 'notion.connectForm.example',
      max: 500,
    }),
  },
  async run(ctx, _args, { token }, { notion }: NotionDeps) {
    const connected = await notion.connect(ctx, token);
    if (!connected.ok) return failure(connected.error);
    const { workspace, places, isSetUp } = connected.value;
    return message(connectedView({ workspace, shared: places.length, isSetUp }, ctx.t));
  },
});

export const connect = defineCommand({
  name: 'connect',
  visibility: 'ephemeral',
  guards: notionGuards,
  options: {},
  run: (ctx) => Promise.resolve(connectForm.open(ctx, {})),
});
