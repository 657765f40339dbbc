import { z } from 'zod';

/**
 * Custom ids: `pc1:<route>:<value>:<value>…`, the values in the order of the route's fields, `:` and `%` in them percent-encoded.
 * The only place that writes or reads one. `pc1` is the version: a button of another version is out of date, not wrong.
 */
const PREFIX = 'pc1';
export const CUSTOM_ID_MAX = 100;

type Fields = Readonly<Record<string, z.ZodType<string | number>>>;
export type RouteArgs<F extends Fields> = z.output<z.ZodObject<F>>;

/** Hardly any value has one of these in it: most are ids. */
const SPECIAL = /[%:]/;
const escape = (value: string): string => (SPECIAL.test(value) ? value.replaceAll('%', '%25').replaceAll(':', '%3A') : value);
const unescape = (value: string): string => (value.includes('%') ? value.replaceAll('%3A', ':').replaceAll('%25', '%') : value);

export interface Route<F extends Fields> {
  readonly name: string;
  /** @throws RangeError when the id would be longer than Discord takes: choose fields that cannot be */
  encode(args: RouteArgs<F>): string;
  /** Undefined for anything that this route never wrote. */
  decode(values: readonly string[]): RouteArgs<F> | undefined;
}

export const defineRoute = <F extends Fields>(name: string, fields: F): Route<F> => {
  const keys = Object.keys(fields);
  const schema = z.object(fields);
  const start = `${PREFIX}:${name}`;
  return {
    name,
    encode(args) {
      const record: Readonly<Record<string, unknown>> = args;
      let id = start;
      for (const key of keys) id += `:${escape(String(record[key]))}`;
      if (id.length > CUSTOM_ID_MAX) throw new RangeError(`custom id of ${name} is ${id.length} characters long`);
      return id;
    },
    decode(values) {
      if (values.length !== keys.length) return undefined;
      const parsed = schema.safeParse(Object.fromEntries(keys.map((key, at) => [key, unescape(values[at] ?? '')])));
      return parsed.success ? parsed.data : undefined;
    },
  };
};

/** The route's name and its raw values; undefined for an id that is not ours or of another version. */
export const splitCustomId = (id: string): { readonly route: string; readonly values: readonly string[] } | undefined => {
  if (id.length > CUSTOM_ID_MAX) return undefined;
  const [prefix, route, ...values] = id.split(':');
  return prefix === PREFIX && route !== undefined && route !== '' ? { route, values } : undefined;
};
