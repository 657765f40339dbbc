import { z } from 'zod';
import type { SpaceId } from '../../domain/ids.js';
import type { Member } from '../members/member-key.js';

/** Whose a document is: one for the whole installation, one for each space, or one for each member of a space. */
export type Scope = 'installation' | 'space' | 'member';

/** Names the document of a kind: nothing more for the installation's, the space, or space and user. */
export interface DocumentIds {
  readonly installation: null;
  readonly space: SpaceId;
  readonly member: Member;
}

/** What is kept, and its version: 0 as long as nothing is stored, then one more with each change. */
export type Document<Value extends object> = Value & { readonly version: number };

export interface DocumentKind<S extends Scope = Scope, Value extends object = object> {
  /** Part of what is stored, so it never changes: small letters. */
  readonly name: string;
  readonly scope: S;
  /**
   * The ending of its files in `DATA_DIR/settings`: what was last read is kept there for a start without Redis. Null: such a start knows
   * nothing of it.
   */
  readonly shelf: string | null;
  /** False: neither read into backups nor put back by a restore. */
  readonly inBackups: boolean;
  /** Fields whose contents no row of the ledger has: it says that they were changed. */
  readonly concealed: readonly string[];
  /** Reads stored fields: each that is missing gets its default, and those that nobody here knows are kept. */
  readonly read: (fields: unknown) => z.ZodSafeParseResult<Value>;
}

/** A schema that takes a missing value: a field that is added later must not make what is stored already unreadable. */
type Field = z.ZodDefault | z.ZodPrefault;

/**
 * Declares a kind of document. Reading, writing, caching, invalidation, the shelf, erasure and backups follow from it, as soon as it stands in
 * `kinds/index.ts`. Fields that are objects, and objects in lists, have to be `z.looseObject`s whose later fields have defaults: an older process
 * of a rolling restart must not write away what a newer one keeps there.
 * @throws TypeError when a field (or a field of a field) has no default, when a field loses what it does not know, or a name is not allowed
 */
export const defineDocument = <S extends Scope, Fields extends Readonly<Record<string, Field>>>({
  name,
  scope,
  fields,
  shelf = null,
  inBackups = true,
  concealed = [],
}: {
  readonly name: string;
  readonly scope: S;
  readonly fields: Fields;
  readonly shelf?: string | null;
  readonly inBackups?: boolean;
  readonly concealed?: readonly (keyof Fields & string)[];
}): DocumentKind<S, z.output<z.ZodObject<Fields>>> => {
  if (!/^[a-z][a-z-]{0,30}$/.test(name)) throw new TypeError(`${name}: not a name for a kind of document`);
  if (shelf !== null && !/^[a-z]{1,12}$/.test(shelf)) throw new TypeError(`${name}: not an ending for its files`);
  for (const reserved of ['schema', 'version'])
    if (reserved in fields) throw new TypeError(`${name}: the field ${reserved} is the store's own`);
  // Known to the type are the declared fields only; what else was stored stays in the value at run time.
  const schema: z.ZodType<z.output<z.ZodObject<Fields>>> = z.looseObject(fields);
  const empty = schema.safeParse({});
  if (!empty.success) throw new TypeError(`${name}: without a default: ${z.prettifyError(empty.error)}`);
  for (const [field, value] of Object.entries(empty.data)) if (isRecord(value)) mustKeepUnknown(schema, name, field, value);
  return { name, scope, shelf, inBackups, concealed, read: (stored) => schema.safeParse(stored) };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mustKeepUnknown = (schema: z.ZodType<object>, name: string, field: string, value: object): void => {
  const read = schema.parse({ [field]: { ...value, 'of a newer process': true } });
  const kept = Object.entries(read).some(([key, inner]) => key === field && isRecord(inner) && 'of a newer process' in inner);
  if (!kept) throw new TypeError(`${name}: ${field} is not a z.looseObject, so what a newer process keeps in it would be lost`);
};
