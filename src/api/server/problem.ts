import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import { MOMENTS_OF_ERRORS } from '../../domain/error-moments.js';
import { ERRORS, type DomainError } from '../../domain/errors.js';
import type { Translator } from '../../i18n/translator.js';
import type { Problem } from '../schemas/common.js';

/** What was wrong with a request, and where. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

const isoOf = (ms: number): string => {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
};

/** Texts are written for Discord; what marks them up there is only noise here. */
const plain = (text: string): string => text.replaceAll(/\*\*|`/g, '').replaceAll(/<@[&!]?(\d+)>/g, '$1');

/** A refusal as RFC 9457 has it. Its sentence is the one that Discord shows. */
export const problemOf = (
  { code, params }: DomainError,
  t: Translator,
  more: { readonly errors?: readonly Fault[]; readonly reference?: string } = {},
): z.output<typeof Problem> => {
  const { status } = ERRORS[code];
  const moments = MOMENTS_OF_ERRORS[code] ?? [];
  const told = Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' && moments.includes(name) ? isoOf(value) : value,
    ]),
  );
  return {
    type: `urn:punchcard:error:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: plain(t(`errors.${code}`, told)),
    code,
    ...(Object.keys(told).length === 0 ? {} : { params: told }),
    ...(more.errors === undefined ? {} : { errors: [...more.errors] }),
    ...(more.reference === undefined ? {} : { reference: more.reference }),
  };
};

/** What zod says is wrong, with paths as in the request: `body.breaks.0.end`. */
export const faultsOf = (where: string, { issues }: z.ZodError): readonly Fault[] =>
  issues.slice(0, 20).map(({ path, message }) => ({ path: [where, ...path].map(String).join('.'), message }));
