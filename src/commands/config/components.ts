import { readSetting } from '../../domain/setting-reader.js';
import { TOPICS } from '../../domain/setting-kinds.js';
import type { SettingInput } from '../../domain/setting-kinds.js';
import { writeSetting } from '../../domain/setting-text.js';
import { MAY_CHANGE_SETTINGS, SETTING_KEYS, settingRow, type SettingKey } from '../../domain/settings.js';
import type { MessageKey } from '../../i18n/translator.js';
import { settingWords } from '../../views/settings/words.js';
import type { Deps } from '../deps.js';
import { defineButton, type Component } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { stale } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { needs } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, update, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { standardOf } from '../../actions/settings.js';
import { MENUS } from './controls.js';
import { CONFIG_IDS } from './custom-ids.js';
import { settingsPage } from './page.js';
import { changeInPanel, type PanelDeps } from './replies.js';

const guards = [needs(MAY_CHANGE_SETTINGS)];

/** Reads a text, from wherever it comes, and changes the setting by it. */
const changeByText = async (ctx: Context, key: SettingKey, text: string, deps: PanelDeps): Promise<Reply> => {
  const read = readSetting(key, text, settingWords(key, ctx.t));
  return read.ok ? changeInPanel(ctx, key, read.value, deps) : failure(read.error);
};

const EXAMPLES = {
  zone: 'settings.form.zone',
  clock: 'settings.form.clock',
  duration: 'settings.form.duration',
  days: 'settings.form.days',
} as const satisfies Partial<Record<SettingInput['kind'], MessageKey>>;
type Typed = keyof typeof EXAMPLES;

const isTyped = (kind: SettingInput['kind']): kind is Typed => Object.hasOwn(EXAMPLES, kind);

/** What may be typed, with an example. */
const exampleOf = (input: SettingInput): MessageKey | null => {
  if (!isTyped(input.kind)) return null;
  const isOptional = 'optional' in input && input.optional;
  if (isOptional && input.kind === 'duration') return 'settings.form.durationOrOff';
  return isOptional && input.kind === 'days' ? 'settings.form.daysOrOff' : EXAMPLES[input.kind];
};

const formOf = (key: SettingKey, description: MessageKey) =>
  defineModal({
    route: CONFIG_IDS.form(key),
    guards,
    title: `settings.${key}.name`,
    fields: { value: field.text({ label: 'settings.form.value', description, max: 100 }) },
    run: (ctx, _args, { value }, deps: PanelDeps) => changeByText(ctx, key, value, deps),
  });

/** The forms of the settings that are typed. */
const FORMS = new Map(
  SETTING_KEYS.flatMap((key) => {
    const example = exampleOf(settingRow(key).input);
    return example === null ? [] : [[key, formOf(key, example)] as const];
  }),
);

const openForm = defineButton({
  route: CONFIG_IDS.type,
  guards,
  // A form cannot follow a defer, so nothing is read that is not in memory: the guard has just asked for it.
  run(ctx, { key }, { spaces }: Pick<Deps, 'spaces'>) {
    const form = FORMS.get(key);
    if (form === undefined) return Promise.resolve(stale);
    const settings = spaces.loaded(ctx.space)?.settings;
    return Promise.resolve(
      settings === undefined
        ? form.open(ctx, {})
        : form.open(ctx, {}, { value: writeSetting(settingRow(key).input, settings[key]) }),
    );
  },
});

const answer = defineButton({
  route: CONFIG_IDS.answer,
  guards,
  async run(ctx, { key, value, answer: past }, deps: PanelDeps) {
    const { topic } = settingRow(key);
    if (past === 'cancel') {
      return update(await settingsPage(ctx, topic, deps, { done: ctx.t('settings.ask.cancelled') }));
    }
    const read = readSetting(key, value, settingWords(key, ctx.t));
    return read.ok ? changeInPanel(ctx, key, read.value, deps, past) : stale;
  },
});

const topics = defineSelect({
  route: CONFIG_IDS.topics,
  guards,
  field: MENUS.topics,
  async run(ctx, _args, [selected], deps: PanelDeps) {
    const topic = TOPICS.find((one) => one === selected);
    return topic === undefined ? stale : update(await settingsPage(ctx, topic, deps));
  },
});

/** Everything on the panel that can be clicked, selected and filled in. */
export const configComponents: readonly Component[] = [
  topics,
  defineButton({
    route: CONFIG_IDS.refresh,
    guards,
    run: async (ctx, { topic }, deps: PanelDeps) => update(await settingsPage(ctx, topic, deps)),
  }),
  defineSelect({
    route: CONFIG_IDS.one,
    guards,
    field: MENUS.one,
    run: (ctx, { key }, [selected = ''], deps: PanelDeps) => changeByText(ctx, key, selected, deps),
  }),
  defineSelect({
    route: CONFIG_IDS.several,
    guards,
    field: MENUS.several,
    run: (ctx, { key }, selected, deps: PanelDeps) => changeByText(ctx, key, writeSetting(settingRow(key).input, selected), deps),
  }),
  defineSelect({
    route: CONFIG_IDS.role,
    guards,
    field: MENUS.role,
    run: (ctx, { key }, [selected = null], deps: PanelDeps) =>
      changeByText(ctx, key, writeSetting(settingRow(key).input, selected), deps),
  }),
  defineSelect({
    route: CONFIG_IDS.channel,
    guards,
    field: MENUS.channel,
    run: (ctx, { key }, [selected], deps: PanelDeps) =>
      changeByText(ctx, key, writeSetting(settingRow(key).input, selected?.id ?? null), deps),
  }),
  openForm,
  ...FORMS.values(),
  defineButton({
    route: CONFIG_IDS.reset,
    guards,
    run: (ctx, { key }, deps: PanelDeps) => changeInPanel(ctx, key, standardOf(key, deps), deps),
  }),
  answer,
];
