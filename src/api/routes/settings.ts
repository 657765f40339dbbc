import type { z } from 'zod';
import { changeSetting, standardOf, type Changing } from '../../actions/settings.js';
import type { Actor } from '../../actions/actor.js';
import { domainError } from '../../domain/errors.js';
import { err, ok } from '../../domain/result.js';
import {
  checkedValue,
  isSettingKey,
  MAY_CHANGE_SETTINGS,
  settingRow,
  settingsIn,
  type SettingKey,
  type SettingValue,
} from '../../domain/settings.js';
import type { SettingInput } from '../../domain/setting-kinds.js';
import type { SpaceSettings } from '../../domain/space.js';
import { MESSAGES } from '../../i18n/messages.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import type { ManageDeps } from '../manage-deps.js';
import { secondsOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import type { Setting } from '../schemas/manage.js';
import { SettingChanged, SettingList, SettingPatch } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Changing & Pick<ManageDeps, 'spaces'>;

/** Texts of the table of settings are named by its keys; the locale tests hold them against it. */
const textOf = (t: Translator, key: string): string => t(key as MessageKey, {});

const choicesOf = (key: SettingKey, input: SettingInput, t: Translator): readonly { value: string; name: string }[] => {
  if (input.kind === 'locale') return Object.keys(MESSAGES).map((value) => ({ value, name: value }));
  if (input.kind !== 'choice' && input.kind !== 'choices') return [];
  return input.of.map((value) => ({ value, name: textOf(t, `settings.${key}.values.${value}`) }));
};

const shown = (key: SettingKey, settings: SpaceSettings, t: Translator, deps: Needs): z.output<typeof Setting> => {
  const { topic, input, past } = settingRow(key);
  const bounds = 'min' in input ? input : null;
  const own = (value: SettingValue) =>
    (Array.isArray(value) ? [...(value as readonly string[])] : value) as z.output<typeof Setting>['value'];
  return {
    ...{ key, topic, kind: input.kind },
    name: textOf(t, `settings.${key}.name`),
    description: textOf(t, `settings.${key}.description`),
    value: own(settings[key]),
    standard: own(standardOf(key, deps)),
    optional: bounds?.optional ?? (input.kind === 'role' || input.kind === 'channel'),
    choices: [...choicesOf(key, input, t)],
    min: bounds?.min ?? null,
    max: bounds?.max ?? null,
    asksAboutThePast: past === 'asks',
  };
};

const PAST = { ask: 'ask', keep: 'now', recount: 'recount' } as const;

const named = ({ space }: Actor, key: string) =>
  isSettingKey(key) && settingsIn(space).includes(key) ? ok(key) : err(domainError('SETTING_NOT_FOUND', { input: key }));

/** Settings of a space: of a server for those who may change them, of their own for everybody. */
export const settingRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listSettings', method: 'GET', path: '/spaces/:space/settings', tag: 'Settings' },
    ...{ scope: 'space:read', needs: MAY_CHANGE_SETTINGS },
    summary: 'Lists the settings of a space with their names, kinds and choices, as a page needs them.',
    answers: { 200: SettingList },
    run: async (asked) => {
      const { space } = inSpace(asked);
      const { settings, version } = await deps.spaces.get(space);
      const all = settingsIn(space).map((key) => shown(key, settings, asked.t, deps));
      return ok({ status: 200, body: { settings: all, version: String(version) }, version });
    },
  }),
  defineRoute({
    ...{ id: 'changeSetting', method: 'PATCH', path: '/spaces/:space/settings', tag: 'Settings' },
    ...{ scope: 'space:manage', needs: MAY_CHANGE_SETTINGS },
    summary: 'Changes one setting.',
    description:
      'Where a setting moves what was recorded to other days, nothing is changed until `past` says what becomes of that; the answer then has the outcome `asks`. With ' +
      '`If-Match` it is refused when anything of the configuration was changed meanwhile.',
    body: SettingPatch,
    answers: { 200: SettingChanged },
    refusals: ['SETTING_NOT_FOUND', 'REQUEST_INVALID', 'ROLE_NOT_YOURS_TO_GIVE', 'VERSION_MISMATCH'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const key = named(actor, asked.body.key);
      if (!key.ok) return key;
      const value = checkedValue(key.value, asked.body.value);
      if (value === undefined) return err(domainError('REQUEST_INVALID'));
      const before = await deps.spaces.get(actor.space);
      if (asked.ifMatch !== null && asked.ifMatch !== String(before.version)) return err(domainError('VERSION_MISMATCH'));
      const changed = await changeSetting(actor, key.value, value, deps, PAST[asked.body.past]);
      if (!changed.ok) return changed;
      const { settings, version } = await deps.spaces.get(actor.space);
      const outcome = changed.value;
      const warnings = outcome.kind === 'stored' ? outcome.warnings : [];
      return ok({
        status: 200,
        version,
        body: {
          ...{ outcome: outcome.kind, version: String(version), setting: shown(key.value, settings, asked.t, deps) },
          warnings: warnings.map(({ error: { code, params } }) => ({
            code,
            message: asked.t(`errors.${code}`, (params ?? {}) as never),
          })),
          moved: outcome.kind === 'asks' ? { seconds: secondsOf(outcome.moved.movedMs), entries: outcome.moved.entries } : null,
        },
      });
    },
  }),
];
