import { ChannelType } from 'discord-api-types/v10';
import { ROUTES } from '../../../src/commands/index.js';
import type { Context } from '../../../src/commands/kit/context.js';
import { defineRoute } from '../../../src/commands/kit/custom-id.js';
import { defineCommand } from '../../../src/commands/kit/define.js';
import { field } from '../../../src/commands/kit/fields/index.js';
import { inGuild } from '../../../src/commands/kit/guards.js';
import { defineMessageCommand, defineUserCommand } from '../../../src/commands/kit/menus.js';
import { defineModal } from '../../../src/commands/kit/modal.js';
import { opt } from '../../../src/commands/kit/options.js';
import { message, type Reply } from '../../../src/commands/kit/reply.js';
import { createRoutes } from '../../../src/commands/kit/routes.js';
import { defineSelect } from '../../../src/commands/kit/select.js';
import type { Translators } from '../../../src/i18n/translators.js';
import { userText } from '../../../src/i18n/user-text.js';
import { text } from '../../../src/views/layout/blocks.js';
import { layout } from '../../../src/views/layout/layout.js';

/*
 * Doors that the kit has and no command of the bot uses yet: a file as an option, context menus, a menu on a message, forms with every kind
 * of field. Each answers with what it was told, in a message of components.
 */
const label = 'session.noteModal.label';
const TWO = [
  { value: 'a', label: 'common.previous' },
  { value: 'b', label: 'common.next' },
] as const;

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
const told = (ctx: Context, value: unknown): Promise<Reply> =>
  Promise.resolve(message(layout([text(userText(JSON.stringify({ value }, plain)))], ctx.t)));

const form = defineModal({
  route: defineRoute('probe-form', {}),
  guards: [],
  title: 'session.noteModal.title',
  fields: {
    text: field.text({ label, min: 1, max: 20, required: false }),
    select: field.select({ label, options: TWO, min: 0 }),
    users: field.users({ label, min: 0, max: 3 }),
    channels: field.channels({ label, min: 0, max: 3, types: [ChannelType.GuildText] }),
    files: field.files({ label, min: 0, max: 3, types: ['.csv'], maxBytes: 1_000_000 }),
  },
  run: (ctx, _args, values) => told(ctx, values),
});
const ticks = defineModal({
  route: defineRoute('probe-ticks', {}),
  guards: [],
  title: 'session.noteModal.title',
  fields: {
    radio: field.radio({ label, options: TWO, required: false }),
    ticks: field.checkboxes({ label, options: TWO }),
    tick: field.checkbox({ label }),
    roles: field.roles({ label, min: 0 }),
    listed: field.dynamicSelect({ label, min: 0, max: 25 }),
  },
  run: (ctx, _args, values) => told(ctx, values),
});

/** The bot's routes and the probes. */
export const PROBED = createRoutes(ROUTES, {
  commands: [
    defineCommand({
      ...{ name: 'probe', visibility: 'public', guards: [] },
      options: { file: opt.attachment({ types: ['.csv', 'image'], maxBytes: 1_000_000 }).required() },
      run: (ctx, { file }) => told(ctx, file),
    }),
  ],
  menus: [
    defineUserCommand({ name: 'probeUser', visibility: 'public', guards: [inGuild], run: told }),
    defineMessageCommand({ name: 'probeMessage', visibility: 'ephemeral', guards: [], run: told }),
  ],
  components: [
    form,
    ticks,
    defineSelect({
      route: defineRoute('probe-select', {}),
      guards: [],
      field: field.users({ label, max: 3 }),
      run: (ctx, _args, values) => told(ctx, values),
    }),
  ],
});

/** Names of the context menus among the probes, as they are registered. */
export const PROBE_MENUS = ['probeUser', 'probeMessage'] as const;

/** With texts for the probes: their names. */
export const withProbeTexts = (translators: Translators): Translators => ({
  ...translators,
  lookup: (locale, key) => /^commands\.(probe\w*)\.name$/.exec(key)?.[1] ?? translators.lookup(locale, key),
});
