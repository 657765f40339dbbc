/** What is computed, as JSON can say it: typed arrays, maps and sets as arrays and objects. */
export const plainOf = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plainOf(each)]));
  if (value instanceof Set) return [...value].map(plainOf);
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array) return [...value];
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'function' || typeof value === 'bigint') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainOf(each)]));
};

/** The same of an object. */
export const plainObject = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainOf(each)]));
