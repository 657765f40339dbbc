import type { DomainError } from '../../domain/errors.js';
import { categoryId, type CategoryId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS, type SettingKey, type SettingValue } from '../../domain/settings.js';
import { inLanguage, keepCategories, SETUP_STEPS, type SetupStep } from '../../domain/setup.js';
import { resolveZone } from '../../domain/zones/zone-search.js';
import { setup } from '../../engine/documents/kinds/setup.js';
import { userText } from '../../i18n/user-text.js';
import { settingWords } from '../../views/settings/words.js';
import { mentionRole } from '../../views/text.js';
import { setUpRoles } from '../admin/roles.js';
import { changeConfig } from '../../actions/change-config.js';
import { changeSetting } from '../../actions/settings.js';
import { defineButton, type Component } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { stale } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { inGuild, needs } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { refreshed, update, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { offeredCategories, SETUP_MENUS } from './controls.js';
import { SETUP_IDS } from './custom-ids.js';
import { setupPage, type SetupDeps } from './page.js';

export const guards = [inGuild, needs(MAY_CHANGE_SETTINGS)];

/** Keeps that the step has been decided. */
const answered = (ctx: Context, step: SetupStep, { documents }: SetupDeps): Promise<Result<unknown, DomainError>> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'setupAnswered', source: ctx.source };
  return documents
    .of(setup)
    .update(ctx.space, by, (kept) => ok(kept.answered.includes(step) ? kept : { ...kept, answered: [...kept.answered, step] }));
};

/** Shows the step again with the reason, since the menu shows what was selected and not what is stored. */
const again = async (ctx: Context, step: SetupStep, error: DomainError, deps: SetupDeps): Promise<Reply> =>
  refreshed(await setupPage(ctx, deps, { step }), error);

/** Goes on to what is open. */
const decided = async (ctx: Context, step: SetupStep, deps: SetupDeps, done: string | null): Promise<Reply> => {
  const kept = await answered(ctx, step, deps);
  return kept.ok ? update(await setupPage(ctx, deps, { done })) : again(ctx, step, kept.error, deps);
};

/** Sets a setting. Time that is recorded stays as it was counted: a first run is no place to ask about it, and `/config` counts it anew. */
const setAndGoOn = async (
  ctx: Context,
  step: SetupStep,
  [key, value]: readonly [SettingKey, SettingValue],
  deps: SetupDeps,
  done: string,
): Promise<Reply> => {
  const changed = await changeSetting(ctx, key, value, deps, 'now');
  return changed.ok ? decided(ctx, step, deps, done) : again(ctx, step, changed.error, deps);
};

const setZone = async (ctx: Context, typed: string, deps: SetupDeps): Promise<Reply> => {
  const zone = resolveZone(typed, ctx.t.locale);
  if (!zone.ok) return again(ctx, 'zone', zone.error, deps);
  return setAndGoOn(ctx, 'zone', ['timeZone', zone.value], deps, ctx.t('setup.steps.zone.done', { zone: userText(zone.value) }));
};

const zoneForm = defineModal({
  route: SETUP_IDS.zoneForm,
  guards,
  title: 'setup.steps.zone.name',
  fields: { zone: field.text({ label: 'setup.steps.zone.label', placeholder: 'setup.steps.zone.example', max: 100 }) },
  run: (ctx, _args, { zone }, deps: SetupDeps) => setZone(ctx, zone, deps),
});

/** Everything on the panel that can be clicked, selected and filled in. */
export const setupComponents: readonly Component[] = [
  defineSelect({
    route: SETUP_IDS.go,
    guards,
    field: SETUP_MENUS.go,
    async run(ctx, _args, [selected], deps: SetupDeps) {
      const step = SETUP_STEPS.find((one) => one === selected);
      return step === undefined ? stale : update(await setupPage(ctx, deps, { step }));
    },
  }),
  defineButton({
    route: SETUP_IDS.leave,
    guards,
    run: (ctx, { step }, deps: SetupDeps) => decided(ctx, step, deps, null),
  }),
  defineSelect({
    route: SETUP_IDS.language,
    guards,
    field: SETUP_MENUS.language,
    async run(ctx, _args, [locale = ''], deps: SetupDeps) {
      const language = settingWords('locale', ctx.t).values.get(locale);
      if (language === undefined) return stale;
      const stored = await changeConfig(ctx, deps, 'settingChanged', (config) => ok(inLanguage(ctx.space, config, locale)));
      if (!stored.ok) return again(ctx, 'language', stored.error, deps);
      return decided(ctx, 'language', deps, ctx.t('setup.steps.language.done', { language }));
    },
  }),
  defineSelect({
    route: SETUP_IDS.zone,
    guards,
    field: SETUP_MENUS.zone,
    run: (ctx, _args, [zone = ''], deps: SetupDeps) => setZone(ctx, zone, deps),
  }),
  defineButton({
    route: SETUP_IDS.typeZone,
    guards,
    run: (ctx) => Promise.resolve(zoneForm.open(ctx, {})),
  }),
  zoneForm,
  defineButton({
    route: SETUP_IDS.createRoles,
    guards,
    async run(ctx, _args, deps: SetupDeps) {
      const made = await setUpRoles(ctx, deps);
      if (!made.ok) return again(ctx, 'roles', made.error, deps);
      const { on, pause } = made.value;
      return decided(ctx, 'roles', deps, ctx.t('roles.setupDone', { on: mentionRole(on), break: mentionRole(pause) }));
    },
  }),
  defineSelect({
    route: SETUP_IDS.role,
    guards,
    field: SETUP_MENUS.onRole,
    async run(ctx, { key }, [role], deps: SetupDeps) {
      if (role === undefined) return stale;
      const changed = await changeSetting(ctx, key, role, deps, 'now');
      // Both roles are chosen one after the other, so this step stays.
      return changed.ok ? update(await setupPage(ctx, deps, { step: 'roles' })) : again(ctx, 'roles', changed.error, deps);
    },
  }),
  defineSelect({
    route: SETUP_IDS.categories,
    guards: [...guards, needs('manageCategories')],
    field: SETUP_MENUS.categories,
    async run(ctx, _args, selected, deps: SetupDeps) {
      const kept: ReadonlySet<CategoryId> = new Set(selected.map(categoryId));
      const stored = await changeConfig(ctx, deps, 'categoriesKept', (config) =>
        keepCategories(config, offeredCategories(config), kept),
      );
      if (!stored.ok) return again(ctx, 'categories', stored.error, deps);
      return decided(ctx, 'categories', deps, ctx.t('setup.steps.categories.done', { count: kept.size }));
    },
  }),
  defineSelect({
    route: SETUP_IDS.channel,
    guards,
    field: SETUP_MENUS.channel,
    async run(ctx, { step }, [channel], deps: SetupDeps) {
      if (channel === undefined) return stale;
      const key = step === 'dashboard' ? 'dashboardChannel' : 'logChannel';
      return setAndGoOn(ctx, step, [key, channel.id], deps, ctx.t(`setup.steps.${step}.done`));
    },
  }),
];
