import { domainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { readSetting } from '../../domain/setting-reader.js';
import { TOPICS } from '../../domain/setting-kinds.js';
import { MAY_CHANGE_SETTINGS, settingsIn, topicsIn } from '../../domain/settings.js';
import { settingsOverview } from '../../views/settings/overview.js';
import { settingWords } from '../../views/settings/words.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { standardOf, type Changing } from '../../actions/settings.js';
import { keyChoices, settingNamed, valueChoices } from './choices.js';
import { configComponents } from './components.js';
import { settingsPage, type Paging } from './page.js';
import { permissions } from './permissions/commands.js';
import { permissionComponents } from './permissions/components.js';
import { changeByCommand } from './replies.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const key = opt.string({ minLength: 1, maxLength: 100, autocomplete: keyChoices }).required();

const panel = defineCommand({
  ...shared,
  name: 'panel',
  options: {},
  run: async (ctx, _options, deps: Paging) => message(await settingsPage(ctx, topicsIn(ctx.space)[0] ?? 'time', deps)),
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: { topic: opt.choice(TOPICS).optional() },
  async run(ctx, { topic = null }, { spaces }: Pick<Deps, 'spaces'>) {
    const keys = settingsIn(ctx.space, topic ?? undefined);
    if (keys.length === 0) return failure(domainError('GUILD_ONLY'));
    const { settings } = await spaces.get(ctx.space);
    const own = !isGuildSpace(ctx.space);
    return message(settingsOverview({ own, topic, settings: keys.map((one) => ({ key: one, value: settings[one] })) }, ctx.t));
  },
});

/** SETTING_NOT_FOUND with what was typed. */
const named = (ctx: Context, input: string) => {
  // Discord may send the label of a choice instead of its value.
  const found = settingNamed(ctx, input.split(' · ').at(-1) ?? input);
  return found === undefined ? err(domainError('SETTING_NOT_FOUND', { input: input.slice(0, 50) })) : ok(found);
};

const set = defineCommand({
  ...shared,
  name: 'set',
  options: { key, value: opt.string({ minLength: 1, maxLength: 200, autocomplete: valueChoices }).required() },
  async run(ctx, options, deps: Changing) {
    const found = named(ctx, options.key);
    if (!found.ok) return failure(found.error);
    const value = options.value.split(' · ', 1)[0] ?? options.value;
    return changeByCommand(ctx, found.value, readSetting(found.value, value, settingWords(found.value, ctx.t)), deps);
  },
});

const reset = defineCommand({
  ...shared,
  name: 'reset',
  options: { key },
  async run(ctx, options, deps: Changing) {
    const found = named(ctx, options.key);
    return found.ok ? changeByCommand(ctx, found.value, ok(standardOf(found.value, deps)), deps) : failure(found.error);
  },
});

/** Settings of a server for those who may change them, and everybody's own in their own space. */
export const config: Feature = {
  commands: [
    defineGroup({ name: 'config', guards: [needs(MAY_CHANGE_SETTINGS)], children: [panel, show, set, reset, permissions] }),
  ],
  components: [...configComponents, ...permissionComponents],
};
