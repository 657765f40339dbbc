import fc from 'fast-check';
import type { Json, OpenApiDocument } from '../../../src/api/openapi/document.js';

type Fields = Readonly<Record<string, Json>>;
const isFields = (json: Json | undefined): json is Fields => typeof json === 'object' && json !== null && !Array.isArray(json);
const numberOf = (json: Json | undefined, otherwise: number): number => (typeof json === 'number' ? json : otherwise);

/** Moments around `now`, ms, now and then far away. */
const moments = (now: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 9, arbitrary: fc.integer({ min: now - 40 * 86_400_000, max: now + 86_400_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 253_402_300_799_000 }) },
    )
    .map((ms) => new Date(ms).toISOString());

const stringsOf = (schema: Fields, now: number): fc.Arbitrary<string> => {
  const { format, pattern } = schema;
  if (format === 'date-time') return moments(now);
  if (format === 'date') return moments(now).map((text) => text.slice(0, 10));
  if (typeof pattern === 'string')
    return fc.oneof(fc.stringMatching(new RegExp(pattern.replace(/^\^?/, '^').replace(/\$?$/, '$'))), fc.string());
  const maxLength = Math.min(numberOf(schema['maxLength'], 40), 300);
  return fc.oneof(
    fc.string({ minLength: Math.min(numberOf(schema['minLength'], 0), maxLength), maxLength, unit: 'grapheme' }),
    fc.constantFrom('Work', 'work', 'Guitar', '-', '__proto__', '../..', '\u0000', '%'),
  );
};

/** What a schema of the document allows; now and then something else. */
export const fromSchema = (schema: Json | undefined, document: OpenApiDocument, now: number): fc.Arbitrary<Json> => {
  const of = (part: Json | undefined): fc.Arbitrary<Json> => fromSchema(part, document, now);
  if (!isFields(schema)) return fc.jsonValue() as fc.Arbitrary<Json>;
  const { type, enum: choices, anyOf, $ref, properties, required, items } = schema;
  if (typeof $ref === 'string') return of(document.components['schemas']?.[$ref.split('/').at(-1) ?? '']);
  if (schema['const'] !== undefined) return fc.constant(schema['const']);
  if (Array.isArray(choices)) return fc.constantFrom(...(choices as readonly Json[]));
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as readonly Json[]).map(of));
  if (type === 'string') return stringsOf(schema, now);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer' || type === 'number')
    return fc.oneof(
      fc.integer({ min: numberOf(schema['minimum'], -10), max: numberOf(schema['maximum'], 100_000) }),
      fc.double({ noNaN: true }),
    );
  if (type === 'array') return fc.array(of(items), { maxLength: Math.min(numberOf(schema['maxItems'], 5), 5) });
  if (type === 'object' && isFields(properties)) {
    const needed = Array.isArray(required) ? (required as readonly Json[]).map(String) : [];
    const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, of(field)]));
    return fc.record(fields, { requiredKeys: needed });
  }
  return fc.jsonValue() as fc.Arbitrary<Json>;
};
