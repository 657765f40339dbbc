import { domainError, type DomainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { DraftKey, ImportDraft, ImportRequest, ImportRights, ImportRun, Imports, Preview, Upload } from '../import/api.js';
import { mayDo } from './access.js';
import { requestOf, type Actor } from './actor.js';
import { importRights, ownImportRights } from './import-rights.js';
import type { Means } from './means.js';
import type { People } from './people.js';

export interface ImportMeans extends Pick<Means, 'spaces'> {
  readonly imports: Imports;
}

/** Who imports. `isOwnOnly`: what they have shown is for their own time alone, whatever they may do besides. */
export interface Importer extends Actor {
  readonly isOwnOnly?: boolean;
}

/** Names a draft, or an import, of whoever asks: nobody else can have it. */
export const importKeyOf = ({ space, user }: Pick<Actor, 'space' | 'user'>, id: string): DraftKey => ({ space, by: user, id });

/** What whoever asks may store, and the configuration that says so. Rejects with `StoreUnavailable`. */
export const importRightsOf = async (
  importer: Omit<Importer, 'source'>,
  { spaces }: Pick<Means, 'spaces'>,
): Promise<{ readonly rights: ImportRights; readonly config: SpaceConfig }> => {
  const config = await spaces.get(importer.space);
  return { rights: importer.isOwnOnly === true ? ownImportRights(importer, config) : importRights(importer, config), config };
};

/** The request that begins a run, or taking one back. */
const requestFor = (importer: Importer): ImportRequest => {
  const { requestId, at, source } = requestOf(importer);
  return { requestId, at, source };
};

/** A file and whose rows it has where it names nobody. */
export type Brought = Pick<Upload, 'member' | 'name' | 'bytes' | 'format'>;

/** Keeps a file and looks at it; nothing is stored. GUILD_ONLY and CAPABILITY_MISSING for the time of others; as `Imports.open`. */
export const openImport = async (
  importer: Importer,
  brought: Brought,
  deps: ImportMeans,
): Promise<Result<ImportDraft, DomainError>> => {
  const may = await mayImportFor(importer, brought.member, deps);
  return may.ok ? deps.imports.open({ space: importer.space, by: importer.user, ...brought }) : may;
};

/** May whoever asks store time of this member? GUILD_ONLY, CAPABILITY_MISSING, SCOPE_MISSING. */
export const mayImportFor = async (
  importer: Omit<Importer, 'source'>,
  member: UserId,
  deps: Pick<Means, 'spaces'>,
): Promise<Result<void, DomainError>> => {
  if (member === importer.user) return ok(undefined);
  if (importer.guild === null) return err(domainError('GUILD_ONLY'));
  if ((await importRightsOf(importer, deps)).rights.others) return ok(undefined);
  const may = mayDo(importer, 'editOthers', await deps.spaces.get(importer.space));
  return may.ok ? err(domainError('SCOPE_MISSING', { scope: 'space:manage' })) : may;
};

/** Others whom one answer may name: each is looked for at Discord. */
const OTHERS_MAX = 200;

/** IMPORT_ANSWER_WRONG for too many at once; MEMBER_NOT_HERE unless all of them are in the server; CAPABILITY_MISSING and GUILD_ONLY where any of them is somebody else and whoever asks may not store for others. */
export const importableMembers = async (
  importer: Importer,
  users: readonly UserId[],
  deps: ImportMeans & { readonly people: Pick<People, 'member'> },
): Promise<Result<void, DomainError>> => {
  const others = new Set(users.filter((user) => user !== importer.user));
  if (others.size > OTHERS_MAX) return err(domainError('IMPORT_ANSWER_WRONG', { about: 'people' }));
  for (const user of others) {
    const may = await mayImportFor(importer, user, deps);
    if (!may.ok) return may;
    const known = importer.guild === null ? ok(null) : await deps.people.member(importer.guild.id, user);
    if (!known.ok) return known;
    if (known.value === null) return err(domainError('MEMBER_NOT_HERE', { member: user }));
  }
  return ok(undefined);
};

/** What would be stored. As `Imports.preview`. */
export const previewImport = async (
  importer: Omit<Importer, 'source'>,
  id: string,
  deps: ImportMeans,
): Promise<Result<Preview, DomainError>> =>
  deps.imports.preview(importKeyOf(importer, id), (await importRightsOf(importer, deps)).rights);

/** Begins to store what the preview shows. As `Imports.begin`. */
export const beginImport = async (importer: Importer, id: string, deps: ImportMeans): Promise<Result<ImportRun, DomainError>> =>
  deps.imports.begin(importKeyOf(importer, id), (await importRightsOf(importer, deps)).rights, requestFor(importer));

/**
 * The import, if whoever asks may take it back: what is others' only for those who may edit others' time, at this moment. CAPABILITY_MISSING; as `Imports.run`.
 */
export const undoableImport = async (
  importer: Omit<Importer, 'source'>,
  id: string,
  deps: ImportMeans,
): Promise<Result<ImportRun, DomainError>> => {
  const run = await deps.imports.run(importKeyOf(importer, id));
  if (!run.ok) return run;
  const isOwn = run.value.members.every((member) => member === importer.user);
  if (isOwn || (await importRightsOf(importer, deps)).rights.others) return ok(run.value);
  return err(domainError('CAPABILITY_MISSING', { capability: 'editOthers' }));
};

/** Begins to take all of an import back. As `undoableImport` and `Imports.undo`. */
export const undoImport = async (importer: Importer, id: string, deps: ImportMeans): Promise<Result<ImportRun, DomainError>> => {
  const run = await undoableImport(importer, id, deps);
  return run.ok ? deps.imports.undo(importKeyOf(importer, id), requestFor(importer)) : run;
};
