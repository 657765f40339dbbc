import fc from 'fast-check';
import { hostileJson } from './texts.js';

/** Something in a JSON value replaced, taken out or added. */
export interface Twist {
  readonly path: readonly number[];
  readonly how: 'replace' | 'remove' | 'add';
  readonly key: string;
  readonly value: unknown;
}

export const twist: fc.Arbitrary<Twist> = fc.record({
  path: fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  key: fc.constantFrom('__proto__', 'constructor', 'guild_id', 'member', 'user', 'options', 'data', 'id', 'then', 'toJSON'),
  value: hostileJson,
});

/** By entries, so that a key such as `__proto__` stays a key. */
export const twisted = (value: unknown, [first, ...rest]: readonly number[], change: Twist): unknown => {
  if (typeof value !== 'object' || value === null || first === undefined) return change.value;
  const entries = Object.entries(value);
  const at = first % Math.max(1, entries.length);
  const inner = entries[at];
  if (rest.length > 0 && inner !== undefined && typeof inner[1] === 'object' && inner[1] !== null)
    entries[at] = [inner[0], twisted(inner[1], rest, change)];
  else if (change.how === 'remove') entries.splice(at, 1);
  else if (change.how === 'replace' && inner !== undefined) entries[at] = [inner[0], change.value];
  else entries.push([change.key, change.value]);
  return Array.isArray(value) ? entries.map(([, one]: [string, unknown]) => one) : Object.fromEntries(entries);
};
