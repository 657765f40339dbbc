import { z } from 'zod';
import { optionRequest, type Property } from './configs.js';
import { invalid } from './problem.js';

/** ms at the start of the minute: finer moments Notion does not give. */
export const minute = (ms: number): string => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const moment = z.string().refine((text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)), 'not an ISO 8601 date');

const annotations = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  code: z.boolean().optional(),
  color: z.string().optional(),
});

const piece = z.union([
  z.strictObject({
    type: z.literal('text').optional(),
    text: z.strictObject({
      content: z.string().max(2000),
      link: z
        .strictObject({ url: z.string().max(2000) })
        .nullable()
        .optional(),
    }),
    annotations: annotations.optional(),
  }),
  z.strictObject({
    type: z.literal('mention').optional(),
    mention: z.union([
      z.strictObject({
        type: z.literal('user').optional(),
        user: z.strictObject({ id: z.string(), object: z.literal('user').optional() }),
      }),
      z.strictObject({ type: z.literal('page').optional(), page: z.strictObject({ id: z.string() }) }),
      z.strictObject({
        type: z.literal('date').optional(),
        date: z.strictObject({ start: moment, end: moment.nullable().optional(), time_zone: z.string().nullable().optional() }),
      }),
    ]),
    annotations: annotations.optional(),
  }),
]);

/** A rich text as it is written: at most 100 pieces of 2,000 characters. */
export const richText = z.array(piece).max(100);
export type RichTextRequest = z.infer<typeof richText>;

const PLAIN = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' };

export interface Piece {
  readonly type: string;
  readonly plain_text: string;
}

/** A rich text as it is answered. `nameOf` names people and pages that are mentioned. */
export const showRichText = (pieces: RichTextRequest, nameOf: (id: string) => string): Piece[] =>
  pieces.map((one) => {
    const style = { annotations: { ...PLAIN, ...one.annotations } };
    if ('text' in one) {
      const { content, link = null } = one.text;
      return { type: 'text', text: { content, link }, ...style, plain_text: content, href: link?.url ?? null };
    }
    const { mention } = one;
    if ('user' in mention)
      return {
        ...{ type: 'mention', mention: { type: 'user', user: { object: 'user', id: mention.user.id } }, ...style },
        ...{ plain_text: `@${nameOf(mention.user.id)}`, href: null },
      };
    if ('page' in mention)
      return {
        ...{ type: 'mention', mention: { type: 'page', page: { id: mention.page.id } }, ...style },
        ...{ plain_text: nameOf(mention.page.id), href: `https://www.notion.so/${mention.page.id}` },
      };
    const date = { end: null, time_zone: null, ...mention.date };
    return { type: 'mention', mention: { type: 'date', date }, ...style, plain_text: date.start, href: null };
  });

export const plainText = (pieces: readonly { readonly plain_text: string }[]): string =>
  pieces.map((one) => one.plain_text).join('');

const option = optionRequest.nullable();
const reference = z.strictObject({ id: z.string() });

const WRITES = {
  title: richText,
  rich_text: richText,
  number: z.number().nullable(),
  select: option,
  status: option,
  multi_select: z.array(optionRequest).max(100),
  date: z
    .strictObject({ start: moment, end: moment.nullable().optional(), time_zone: z.string().nullable().optional() })
    .nullable(),
  people: z.array(z.strictObject({ id: z.string(), object: z.literal('user').optional() })).max(100),
  checkbox: z.boolean(),
  url: z.string().max(2000).nullable(),
  email: z.string().max(200).nullable(),
  phone_number: z.string().max(200).nullable(),
  relation: z.array(reference).max(100),
} as const;
type WritableType = keyof typeof WRITES;
const isWritable = (type: string): type is WritableType => Object.hasOwn(WRITES, type);

/** What is stored of a property of a page, as it was written. Absent: empty. */
export type Stored = {
  readonly [Type in WritableType]: { readonly type: Type; readonly value: z.infer<(typeof WRITES)[Type]> };
}[WritableType];

/** Reads what is written to a property. Throws what Notion would refuse. */
export const readValue = (property: Property, input: unknown): Stored => {
  const { type } = property;
  if (!isWritable(type)) throw invalid(`${property.name} is computed and cannot be written.`);
  const given = z
    .looseObject({ type: z.string().optional(), id: z.string().optional(), name: z.string().optional() })
    .safeParse(input);
  if (!given.success) throw invalid(`${property.name} is not a property value object.`);
  const { type: named, id: _id, name: _name, ...rest } = given.data;
  const keys = Object.keys(rest);
  if (keys.length !== 1 || keys[0] !== type || (named !== undefined && named !== type))
    throw invalid(`${property.name} is expected to be ${type}.`);
  const read = WRITES[type].safeParse(rest[type]);
  if (!read.success) throw invalid(`body failed validation: ${property.name}: ${z.prettifyError(read.error)}`);
  // The value was read by the schema of this very type.
  return { type, value: read.data } as Stored;
};
