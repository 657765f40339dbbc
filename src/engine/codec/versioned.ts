import { CorruptData } from './blob.js';

/** `<version>:<blob>`, as states and settings are stored. */
export const versioned = (version: number, blob: Buffer): Buffer => Buffer.concat([Buffer.from(`${version}:`), blob]);

/** @throws CorruptData */
export const splitVersion = (value: Buffer, what: string): { readonly version: number; readonly blob: Buffer } => {
  const { version, from } = versionOf(value, what);
  return { version, blob: value.subarray(from) };
};

/** The version, and where the blob begins. @throws CorruptData */
export const versionOf = (value: Buffer, what: string): { readonly version: number; readonly from: number } => {
  const colon = value.indexOf(58);
  const version = colon > 0 ? Number(value.toString('latin1', 0, colon)) : NaN;
  if (!Number.isSafeInteger(version) || version < 0) throw new CorruptData(`${what}: no version`);
  return { version, from: colon + 1 };
};
