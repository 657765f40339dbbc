import { hasPermission, PERMISSION } from '../../domain/permissions.js';

/** What the bot needs in a server to be of full use, by the names that Discord shows. */
const WANTED = [
  [PERMISSION.viewChannel, 'View Channels'],
  [PERMISSION.sendMessages, 'Send Messages'],
  [PERMISSION.embedLinks, 'Embed Links'],
  [PERMISSION.manageRoles, 'Manage Roles'],
] as const;

/** Those that are not among the bits (a decimal number, as Discord writes them). */
export const wantedIn = (bits: string): readonly string[] => {
  const have = BigInt(/^\d+$/.test(bits) ? bits : '0');
  return WANTED.filter(([bit]) => !hasPermission(have, bit)).map(([, name]) => name);
};
