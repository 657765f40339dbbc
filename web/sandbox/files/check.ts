import { isOfFileTypes } from '../../../src/sandbox/file-types.js';
import type { PageKey, Params } from '../i18n/translate.js';
import { sizeText } from '../../kit/size.js';

export interface FileRules {
  readonly types: readonly string[] | undefined;
  /** Bytes that one file may have. */
  readonly sizeLimit: number;
  /** How many there may be in all. */
  readonly most: number;
}

export interface FileProblem {
  readonly key: PageKey;
  readonly params: Params;
}

/** Why a file cannot be taken beside `taken` others; undefined: it can. Discord looks at the name's extension and the size. */
export function fileProblem(
  file: { readonly name: string; readonly size: number },
  taken: number,
  { types, sizeLimit, most }: FileRules,
  locale: string,
): FileProblem | undefined {
  const { name, size } = file;
  if (taken >= most) return { key: 'file.tooMany', params: { max: most } };
  if (!isOfFileTypes(name, types)) return { key: 'file.wrongType', params: { name, types: (types ?? []).join(', ') } };
  if (size > sizeLimit) {
    return { key: 'file.tooLarge', params: { name, size: sizeText(size, locale), limit: sizeText(sizeLimit, locale) } };
  }
  return undefined;
}
