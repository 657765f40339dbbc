import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { addCoded, typed } from './form.js';

/** @see https://discord.com/developers/docs/components/reference */
const MAX_ROWS = 5;
const MAX_BUTTONS = 5;
const MAX_COMPONENTS_V2 = 40;

const customId = z.string().min(1).max(100);
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish();

const button = z
  .object({
    type: z.literal(2),
    style: z.number().int().min(1).max(6),
    label: z.string().max(80).nullish(),
    custom_id: customId.nullish(),
    url: z.string().max(512).nullish(),
    emoji,
    disabled: z.boolean().nullish(),
  })
  .superRefine((value, ctx) => {
    const isLink = value.style === 5;
    if (isLink && !value.url) addCoded(ctx, ['url'], 'BASE_TYPE_REQUIRED', 'A url is required');
    if (isLink && value.custom_id)
      addCoded(
        ctx,
        ['custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    if (value.style < 5 && !value.custom_id) addCoded(ctx, ['custom_id'], 'BASE_TYPE_REQUIRED', 'A custom id is required');
    if (value.style < 5 && value.url) addCoded(ctx, ['url'], 'BUTTON_COMPONENT_INVALID_URL', 'Only link buttons have a url');
    if (value.style !== 6 && !value.label && !value.emoji) {
      addCoded(ctx, ['label'], 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required');
    }
  });

const selectOption = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  emoji,
  default: z.boolean().nullish(),
});

const select = z
  .object({
    type: z.literal([3, 5, 6, 7, 8]),
    custom_id: customId,
    placeholder: z.string().max(150).nullish(),
    min_values: z.number().int().min(0).max(25).nullish(),
    max_values: z.number().int().min(1).max(25).nullish(),
    options: z.array(selectOption).min(1).max(25).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((value, ctx) => {
    if (value.type !== 3) return;
    if (!value.options) {
      addCoded(ctx, ['options'], 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    const seen = new Set<string>();
    for (const [index, option] of value.options.entries()) {
      if (seen.has(option.value)) {
        addCoded(
          ctx,
          ['options', index, 'value'],
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        );
      }
      seen.add(option.value);
    }
    if ((value.max_values ?? 1) > value.options.length) {
      addCoded(ctx, ['max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be ${value.options.length} or fewer in length.`);
    }
  });

export const messageRow = z
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

const text = z.object({ type: z.literal(10), content: z.string().min(1).max(4000) });
const thumbnail = z.object({
  type: z.literal(11),
  media: z.object({ url: z.string() }),
  description: z.string().max(1024).nullish(),
});
const section = z.object({
  type: z.literal(9),
  components: z.array(text).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const gallery = z.object({
  type: z.literal(12),
  items: z
    .array(z.object({ media: z.object({ url: z.string() }) }))
    .min(1)
    .max(10),
});
const file = z.object({ type: z.literal(13), file: z.object({ url: z.string().startsWith('attachment://') }) });
const separator = z.object({ type: z.literal(14) });
const inContainer = z.discriminatedUnion('type', [messageRow, text, section, gallery, file, separator]);
const container = z.object({ type: z.literal(17), components: z.array(inContainer).min(1) });

const treeShape = z.object({
  custom_id: z.string().optional(),
  type: z.number().optional(),
  components: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});

interface Placed {
  readonly path: (string | number)[];
  readonly type: number | undefined;
  readonly customId: string | undefined;
  readonly node: unknown;
}

/** All components of a tree with their paths, parents first. */
export const flatten = (components: readonly unknown[], path: (string | number)[] = []): Placed[] =>
  components.flatMap((node, index) => {
    const shape = treeShape.safeParse(node);
    if (!shape.success) return [];
    const here = [...path, index];
    const accessory = shape.data.accessory === undefined ? [] : flatten([shape.data.accessory], [...here, 'accessory']);
    return [
      { path: here, type: shape.data.type, customId: shape.data.custom_id, node },
      ...flatten(shape.data.components ?? [], [...here, 'components']),
      ...accessory,
    ];
  });

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
  .array(typed<APIMessageTopLevelComponent>(messageRow))
  .max(MAX_ROWS)
  .superRefine((components, ctx) => refuseDuplicateIds(components, ctx));

/** With the flag IS_COMPONENTS_V2: layout and content components too. */
export const componentsV2Schema = z
  .array(typed<APIMessageTopLevelComponent>(z.discriminatedUnion('type', [inContainer, container])))
  .superRefine((components, ctx) => {
    refuseDuplicateIds(components, ctx);
    if (flatten(components).length > MAX_COMPONENTS_V2) {
      addCoded(ctx, [], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `The total number of components exceeds ${MAX_COMPONENTS_V2}`);
    }
  });
