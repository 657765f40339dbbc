/** The rules walk over plain JSON: they must hold for whatever was really sent. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const objects = (value: unknown): readonly Json[] => list(value).filter(isObject);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Discord counts characters, not UTF-16 units. */
export const length = (value: unknown): number => Array.from(text(value)).length;
/** A number, or `fallback` where none is given. */
export const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

const FILE_TYPE = /^(image|video|audio|\.[\p{L}\p{N}][\p{L}\p{N}.+_-]*)$/u;

/** Of a FileUpload or an ATTACHMENT option. */
export const fileTypeProblems = (fileTypes: unknown, path: string): string[] => {
  const types = list(fileTypes);
  return [
    ...(types.length > 10 ? [`${path}: ${types.length} file types of at most 10`] : []),
    ...types.flatMap((type, at) =>
      FILE_TYPE.test(text(type)) ? [] : [`${path}.${at}: "${text(type)}" is neither image, video, audio nor an extension`],
    ),
  ];
};
