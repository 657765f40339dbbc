import { z } from 'zod';

const nothing = z.strictObject({});
const color = z.enum(['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red']);

/** An option of a select, as it is written. Commas are not allowed in names. */
export const optionRequest = z
  .strictObject({
    id: z.string().optional(),
    name: z
      .string()
      .min(1)
      .max(100)
      .refine((name) => !name.includes(','), 'commas are not allowed in the name of an option')
      .optional(),
    color: color.optional(),
    description: z.string().nullable().optional(),
  })
  .refine(({ id, name }) => id !== undefined || name !== undefined, 'an option needs a name or an id');
export type OptionRequest = z.infer<typeof optionRequest>;

const options = z.strictObject({ options: z.array(optionRequest).max(100).optional() });

const relation = z.strictObject({
  data_source_id: z.string(),
  type: z.enum(['single_property', 'dual_property']).optional(),
  single_property: nothing.optional(),
  dual_property: z.strictObject({ synced_property_name: z.string().optional() }).optional(),
});

/** What each type of property is configured by. */
const CONFIGS = {
  title: nothing,
  rich_text: nothing,
  number: z.strictObject({ format: z.string().optional() }),
  select: options,
  multi_select: options,
  status: options,
  date: nothing,
  people: nothing,
  checkbox: nothing,
  url: nothing,
  email: nothing,
  phone_number: nothing,
  formula: z.strictObject({ expression: z.string().max(10_000).optional() }),
  relation,
  created_time: nothing,
  created_by: nothing,
  last_edited_time: nothing,
  last_edited_by: nothing,
} as const;
export type PropertyType = keyof typeof CONFIGS;

export const isPropertyType = (text: string): text is PropertyType => Object.hasOwn(CONFIGS, text);

/** Of a property that is created or changed. `config` is absent when only its name changes. */
export interface PropertyRequest {
  readonly name?: string | undefined;
  readonly type?: PropertyType | undefined;
  readonly config?: unknown;
}

/** Reads how a property is to be. Throws a ZodError or a TypeError for what Notion would refuse. */
export const readPropertyRequest = (input: unknown): PropertyRequest => {
  const {
    name,
    type,
    description: _description,
    ...rest
  } = z
    .looseObject({
      name: z.string().min(1).optional(),
      type: z.string().optional(),
      description: z.string().nullable().optional(),
    })
    .parse(input);
  const [key, ...others] = Object.keys(rest);
  if (key === undefined) {
    if (type !== undefined) throw new TypeError(`the configuration of ${type} is missing`);
    return { name };
  }
  if (others.length > 0 || !isPropertyType(key) || (type !== undefined && type !== key))
    throw new TypeError(`not a configuration: ${Object.keys(rest).join(', ')}`);
  return { name, type: key, config: CONFIGS[key].parse(rest[key]) };
};

export interface Option {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** A column of a data source. */
export interface Property {
  readonly id: string;
  name: string;
  type: PropertyType;
  options: Option[];
  format: string;
  expression: string;
  /** Data source that a relation leads to. */
  target: string;
  /** The property on the other side of a relation of both sides. */
  synced: string | null;
}

/** As Notion answers it. */
export const showProperty = (
  property: Property,
  databaseOf: (source: string) => string,
  nameOf: (id: string) => string,
): object => {
  const { id, name, type } = property;
  const config = (): object => {
    switch (type) {
      case 'select':
      case 'multi_select':
        return { options: property.options.map((option) => ({ ...option, description: null })) };
      case 'status':
        return {
          options: property.options.map((option) => ({ ...option, description: null })),
          groups: [{ id: 'g1', name: 'To-do', color: 'gray', option_ids: property.options.map((option) => option.id) }],
        };
      case 'number':
        return { format: property.format };
      case 'formula':
        return { expression: property.expression };
      case 'relation': {
        const to = { database_id: databaseOf(property.target), data_source_id: property.target };
        if (property.synced === null) return { ...to, type: 'single_property', single_property: {} };
        const synced = { synced_property_id: property.synced, synced_property_name: nameOf(property.synced) };
        return { ...to, type: 'dual_property', dual_property: synced };
      }
      default:
        return {};
    }
  };
  return { id, name, description: null, type, [type]: config() };
};
