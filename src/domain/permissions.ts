/** Discord's permission bits that we look at. */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  mentionEveryone: 1n << 17n,
  manageRoles: 1n << 28n,
} as const;

/** Is `wanted` (one bit or several) wholly among `bits`? An administrator may everything. */
export const hasPermission = (bits: bigint, wanted: bigint): boolean =>
  (bits & PERMISSION.administrator) !== 0n || (bits & wanted) === wanted;

export const hasManageGuild = (bits: bigint): boolean => hasPermission(bits, PERMISSION.manageGuild);
export const hasManageRoles = (bits: bigint): boolean => hasPermission(bits, PERMISSION.manageRoles);
