import { domainError, type DomainError } from '../../domain/errors.js';
import type { UploadedFile } from './payload/files.js';

/** `image`, `video`, `audio`, or an extension with its dot. */
export type FileType = 'image' | 'video' | 'audio' | `.${string}`;

/** What is taken of files that people hand over. */
export interface FileRules {
  /** At most ten; all types unless given. Discord goes by the extension only: what a file really holds has to be looked at. */
  readonly types?: readonly FileType[] | undefined;
  /** Bytes of one file; Discord's own limit for the place holds as well. */
  readonly maxBytes?: number | undefined;
}

const FILE_TYPES_MAX = 10;
const MIB = 1024 * 1024;

/** The rules again, once it is known that Discord would take them. @throws RangeError */
export const checkedRules = (rules: FileRules): FileRules => {
  if ((rules.types?.length ?? 0) > FILE_TYPES_MAX) throw new RangeError(`more than ${FILE_TYPES_MAX} types of files`);
  return rules;
};

const isOf = ({ name, contentType }: UploadedFile, type: FileType): boolean =>
  type.startsWith('.') ? name.toLowerCase().endsWith(type.toLowerCase()) : (contentType?.startsWith(`${type}/`) ?? false);

/**
 * Why this file is not taken, or null: FILE_TOO_LARGE with `name` and `max` (MiB), FILE_TYPE_INVALID with `name` and `types`.
 * @param placeLimit bytes; the largest file that may be uploaded where the interaction came from
 */
export const fileProblem = (
  file: UploadedFile,
  { types, maxBytes = Infinity }: FileRules,
  placeLimit: number,
): DomainError | null => {
  const name = Array.from(file.name).slice(0, 80).join('');
  const limit = Math.min(maxBytes, placeLimit);
  // Cut off and never rounded up, so that a file of the size that is named is taken.
  if (file.size > limit) return domainError('FILE_TOO_LARGE', { name, max: Math.floor((limit / MIB) * 100) / 100 });
  if (types === undefined || types.some((type) => isOf(file, type))) return null;
  return domainError('FILE_TYPE_INVALID', { name, types: types.join(', ') });
};
