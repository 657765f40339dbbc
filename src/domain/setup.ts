import { archiveCategory, restoreCategory, type ConfigResult } from './category-rules.js';
import type { Category } from './category.js';
import { defaultConfig } from './defaults.js';
import type { CategoryId, SpaceId } from './ids.js';
import { ok } from './result.js';
import type { Settings } from './settings.js';
import type { SpaceConfig } from './space.js';

/** What a server decides first, in this order. */
export const SETUP_STEPS = ['language', 'zone', 'roles', 'categories', 'dashboard', 'log'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** `done`: it stands in the configuration. `left`: it was decided to do without. `open`: nobody has decided yet. */
export type SetupState = 'done' | 'left' | 'open';
export type SetupStates = Readonly<Record<SetupStep, SetupState>>;

type Defaults = Pick<Settings, 'timeZone' | 'locale'>;

/**
 * How far a server is, by its configuration: what was set in any other way counts as well. `answered` are the steps where somebody has chosen to leave
 * everything as it is, which no configuration shows. `defaults` are those of the installation.
 */
export const setupStates = (
  space: SpaceId,
  config: SpaceConfig,
  answered: readonly string[],
  defaults: Defaults,
): SetupStates => {
  const { locale, timeZone, onRole, breakRole, dashboardChannel, logChannel } = config.settings;
  const stateOf = (step: SetupStep, isSet: boolean, otherwise: 'done' | 'left'): SetupState =>
    isSet ? 'done' : answered.includes(step) ? otherwise : 'open';
  return {
    language: stateOf('language', locale !== defaults.locale, 'done'),
    zone: stateOf('zone', timeZone !== defaults.timeZone, 'done'),
    roles: stateOf('roles', onRole !== null || breakRole !== null, 'left'),
    categories: stateOf('categories', hasOwnCategories(space, config, defaults), 'done'),
    dashboard: stateOf('dashboard', dashboardChannel !== null, 'left'),
    log: stateOf('log', logChannel !== null, 'left'),
  };
};

/** The first step that nobody has decided on; null when there is none. */
export const nextStep = (states: SetupStates): SetupStep | null => SETUP_STEPS.find((step) => states[step] === 'open') ?? null;

const hasOwnCategories = (space: SpaceId, { version, categories }: SpaceConfig, defaults: Defaults): boolean => {
  if (version === 0) return false;
  const standard = defaultConfig(space, defaults).categories;
  const isStandard = ({ id, archived }: Category): boolean => !archived && standard.some((one) => one.id === id);
  return categories.length !== standard.length || !categories.every(isStandard);
};

/**
 * The configuration of a space that speaks another language (BCP 47) to everybody. Standard categories that nobody has named otherwise get their names in it: whoever
 * sets a server up chose neither.
 */
export const inLanguage = (space: SpaceId, config: SpaceConfig, locale: string): SpaceConfig => {
  const { timeZone, locale: before } = config.settings;
  const namesIn = (language: string): ReadonlyMap<CategoryId, string> =>
    new Map(defaultConfig(space, { timeZone, locale: language }).categories.map(({ id, name }) => [id, name]));
  const [old, names] = [namesIn(before), namesIn(locale)];
  const taken = new Set(config.categories.filter(({ id, name }) => old.get(id) !== name).map(({ name }) => name.toLowerCase()));
  const categories = config.categories.map((category): Category => {
    const name = names.get(category.id) ?? category.name;
    return old.get(category.id) !== category.name || taken.has(name.toLowerCase()) ? category : { ...category, name };
  });
  return { ...config, settings: { ...config.settings, locale }, categories };
};

/** The configuration in which, of the categories `offered`, those of `kept` are active and the others archived. As `restoreCategory`. */
export const keepCategories = (
  config: SpaceConfig,
  offered: readonly CategoryId[],
  kept: ReadonlySet<CategoryId>,
): ConfigResult => {
  let changed = config;
  // Archived first, so that there is room for those that come back.
  for (const isKept of [false, true]) {
    for (const { id, archived } of config.categories) {
      if (!offered.includes(id) || kept.has(id) !== isKept || archived !== isKept) continue;
      const next = isKept ? restoreCategory(changed, id) : archiveCategory(changed, id);
      if (!next.ok) return next;
      changed = next.value;
    }
  }
  return ok(changed);
};
