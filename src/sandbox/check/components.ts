import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { button } from './button.js';
import { addCoded, typed } from './form.js';
import { select } from './select.js';

/** @see https://discord.com/developers/docs/components/reference */
const MAX_ROWS = 5;
const MAX_BUTTONS = 5;
const MAX_COMPONENTS_V2 = 40;
/** Of all TextDisplays of a message together. */
const MAX_TEXT_V2 = 4000;

const messageRow = z
  .object({
    type: z.literal(1),
    components: z
      .array(z.discriminatedUnion('type', [button, select]))
      .min(1)
      .max(MAX_BUTTONS),
  })
  .superRefine((row, ctx) => {
    if (row.components.length > 1 && row.components.some((component) => component.type !== 2)) {
      addCoded(ctx, ['components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
    }
  });

const altText = z.string().min(1).max(1024).nullish();
const media = z.object({
  url: z
    .string()
    .max(2048)
    .regex(/^(https?|attachment):\/\/./u),
});
const spoiler = z.boolean().nullish();

export const text = z.object({ type: z.literal(10), content: z.string().min(1).max(4000) });
const thumbnail = z.object({ type: z.literal(11), media, description: altText, spoiler });
const section = z.object({
  type: z.literal(9),
  components: z.array(text).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const gallery = z.object({
  type: z.literal(12),
  items: z
    .array(z.object({ media, description: altText, spoiler }))
    .min(1)
    .max(10),
});
/** A File shows what is uploaded with the message, never something from elsewhere. */
const file = z.object({
  type: z.literal(13),
  file: z.object({
    url: z
      .string()
      .max(2048)
      .regex(/^attachment:\/\/./u),
  }),
  spoiler,
});
const separator = z.object({ type: z.literal(14), divider: z.boolean().nullish(), spacing: z.literal([1, 2]).nullish() });
const inContainer = z.discriminatedUnion('type', [messageRow, text, section, gallery, file, separator]);
const container = z.object({
  type: z.literal(17),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  spoiler,
  components: z.array(inContainer).min(1),
});

const treeShape = z.object({
  custom_id: z.string().optional(),
  type: z.number().optional(),
  components: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
  component: z.unknown().optional(),
});

interface Placed {
  readonly path: (string | number)[];
  readonly type: number | undefined;
  readonly customId: string | undefined;
  readonly node: unknown;
}

const flattenOne = (node: unknown, path: (string | number)[]): Placed[] => {
  const shape = treeShape.safeParse(node);
  if (!shape.success) return [];
  const { type, custom_id, components = [], accessory, component } = shape.data;
  return [
    { path, type, customId: custom_id, node },
    ...flatten(components, [...path, 'components']),
    ...(accessory === undefined ? [] : flattenOne(accessory, [...path, 'accessory'])),
    ...(component === undefined ? [] : flattenOne(component, [...path, 'component'])),
  ];
};

/** All components of a message or a modal with their paths, parents first. */
export const flatten = (components: readonly unknown[], path: (string | number)[] = []): Placed[] =>
  components.flatMap((node, index) => flattenOne(node, [...path, index]));

export const refuseDuplicateIds = (components: readonly unknown[], ctx: z.RefinementCtx, at: readonly string[] = []): void => {
  const seen = new Set<string>();
  for (const { path, customId: id } of flatten(components)) {
    if (id === undefined) continue;
    if (seen.has(id)) {
      addCoded(ctx, [...at, ...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    }
    seen.add(id);
  }
};

/** Rows of buttons and selects. */
export const componentsSchema = z
  .array(typed<APIMessageTopLevelComponent>(z.discriminatedUnion('type', [messageRow])))
  .max(MAX_ROWS)
  .superRefine((components, ctx) => refuseDuplicateIds(components, ctx));

/** Characters of all TextDisplays, as Discord counts them (not UTF-16 units). */
const displayedText = (components: readonly unknown[]): number =>
  flatten(components).reduce((sum, { node }) => sum + Array.from(text.safeParse(node).data?.content ?? '').length, 0);

/** With the flag IS_COMPONENTS_V2: layout and content components too. */
export const componentsV2Schema = z
  .array(typed<APIMessageTopLevelComponent>(z.discriminatedUnion('type', [inContainer, container])))
  .superRefine((components, ctx) => {
    refuseDuplicateIds(components, ctx);
    if (flatten(components).length > MAX_COMPONENTS_V2) {
      addCoded(ctx, [], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `The total number of components exceeds ${MAX_COMPONENTS_V2}`);
    }
    if (displayedText(components) > MAX_TEXT_V2) {
      const message = `Components displayable text size exceeds maximum size of ${MAX_TEXT_V2}`;
      addCoded(ctx, [], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
    }
  });
