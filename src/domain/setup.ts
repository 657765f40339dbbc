import { archiveCategory, restoreCategory, type ConfigResult } from './category-rules.js';
import type { Category } from './category.js';
import { defaultConfig } from './defaults.js';
import type { CategoryId, SpaceId } from './ids.js';
import { ok } from './result.js';
import type { Settings } from './settings.js';
import type { SpaceConfig } from './space.js';

/** What a server decides first, in this order. */
export const SETUP_STEPS = ['zone', 'roles', 'categories', 'dashboard', 'log'] as const;
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
  const { timeZone, onRole, breakRole, dashboardChannel, logChannel } = config.settings;
  const stateOf = (step: SetupStep, isSet: boolean, otherwise: 'done' | 'left'): SetupState =>
    isSet ? 'done' : answered.includes(step) ? otherwise : 'open';
  return {
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
