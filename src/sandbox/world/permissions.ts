import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Guild, Member } from './model.js';

const allPermissions = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n);

/** What @everyone may do in a new guild: see, talk, react, use commands. */
export const everyonePermissions = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.AddReactions,
  PermissionFlagsBits.UseExternalEmojis,
  PermissionFlagsBits.UseApplicationCommands,
  PermissionFlagsBits.ChangeNickname,
].reduce((bits, bit) => bits | bit, 0n);

/** What the bot's invitation asks for. */
export const botPermissions = [
  PermissionFlagsBits.ManageRoles,
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
].reduce((bits, bit) => bits | bit, 0n);

/** A member's permissions in a guild: the owner and administrators have all, the rest the union of their roles. */
export const permissionsOf = (guild: Guild, member: Member): bigint => {
  if (guild.ownerId === member.userId) return allPermissions;
  let bits = BigInt(guild.roles.get(guild.id)?.permissions ?? '0');
  for (const id of member.roles) bits |= BigInt(guild.roles.get(id)?.permissions ?? '0');
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : allPermissions;
};

export const may = (guild: Guild, member: Member, permission: bigint): boolean =>
  (permissionsOf(guild, member) & permission) === permission;

/** Position of a member's highest role; nobody stands above the owner. */
export const highestPosition = (guild: Guild, member: Member): number => {
  if (guild.ownerId === member.userId) return Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const id of member.roles) highest = Math.max(highest, guild.roles.get(id)?.position ?? 0);
  return highest;
};
