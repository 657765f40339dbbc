/** A version as a header says it. */
export const etagOf = (version: string | number): string => `"${version}"`;

/** The versions that `If-Match` or `If-None-Match` names, without quotes; null for `*` and without the header. */
export const versionsIn = (header: string | undefined): readonly string[] | null => {
  if (header === undefined || header.trim() === '*') return null;
  return header.split(',').map((one) => one.trim().replace(/^W\//, '').replaceAll('"', ''));
};
