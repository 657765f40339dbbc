import { KEY_KINDS } from '../../src/engine/redis/key-kinds.js';
import { keys } from '../../src/engine/redis/keys.js';

export type KeyName = keyof typeof KEY_KINDS;

const SAMPLE = ['g999', '424242', '777777'] as const;
/** The names that a function of keys.ts gives, as patterns. */
const patternsOf = (name: KeyName): readonly RegExp[] => {
  // A sample would name one of the seven sets.
  const key: unknown = keys[name === 'on' ? 'allOn' : name];
  const made: unknown = typeof key === 'function' ? Reflect.apply(key, null, SAMPLE) : key;
  const names: readonly unknown[] = Array.isArray(made) ? made : [made];
  return names.map((each) => {
    const escaped = String(each).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const first = KEY_KINDS[name].of === 'installation' ? '.+' : '[gu]\\d+';
    return new RegExp(`^${escaped.replace(SAMPLE[0], first).replace(SAMPLE[1], '.+').replace(SAMPLE[2], '.+')}$`);
  });
};

export const KEY_NAMES = Object.keys(keys) as readonly KeyName[];
const PATTERNS = KEY_NAMES.map((name) => [name, patternsOf(name)] as const);

/** The names in keys.ts that a key in Redis may be one of; a set of those on the clock is both `on` and `allOn`. */
export const keyNamesOf = (key: string): readonly KeyName[] =>
  PATTERNS.filter(([, patterns]) => patterns.some((pattern) => pattern.test(key))).map(([name]) => name);
