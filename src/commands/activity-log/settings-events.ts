import type { UserId } from '../../domain/ids.js';
import { checkedValue, isSettingKey } from '../../domain/settings.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import type { KeyChange } from '../../engine/ledger/diff.js';
import type { LogEvent } from '../../views/activity-log/event.js';

interface By {
  readonly kind: 'settings';
  readonly at: number;
  readonly by: UserId | null;
}

/** Parts of the configuration besides the settings. */
const PARTS = { categories: 'categories', grants: 'permissions', suspensions: 'suspensions' } as const;
const isPart = (key: string): key is keyof typeof PARTS => Object.hasOwn(PARTS, key);

/** What the change of one key tells; null: nothing, or a fact that nobody sets. */
const settingIn = ({ path: [part, key], before, after }: KeyChange, by: By): LogEvent | null => {
  if (part !== 'settings' || key === undefined || !isSettingKey(key)) return null;
  // What an older version kept, or a newer one keeps, may be no value that can be put into words.
  const values = [before, after].map((value) => checkedValue(key, value));
  const [from, to] = values;
  return from === undefined || to === undefined ? null : { ...by, of: 'setting', key, before: from, after: to };
};

/** What a change of the configuration tells: each setting, and that categories or permissions have changed. That defaults were stored tells nothing. */
export const settingsEvents = ({ at, actor, changes }: DocumentRow): readonly LogEvent[] => {
  const by: By = { kind: 'settings', at, by: actor };
  const settings = changes.flatMap((change) => settingIn(change, by) ?? []);
  const parts = [...new Set(changes.map(({ path: [part = ''] }) => part))].filter(isPart);
  return [...settings, ...parts.map((part): LogEvent => ({ ...by, of: 'changed', what: PARTS[part] }))];
};
