import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { hasManageGuild, hasManageRoles, hasPermission, PERMISSION } from './permissions.js';

it('has the bits that Discord documents', () => {
  expect(PERMISSION).toEqual({
    administrator: PermissionFlagsBits.Administrator,
    manageGuild: PermissionFlagsBits.ManageGuild,
    viewChannel: PermissionFlagsBits.ViewChannel,
    sendMessages: PermissionFlagsBits.SendMessages,
    embedLinks: PermissionFlagsBits.EmbedLinks,
    attachFiles: PermissionFlagsBits.AttachFiles,
    manageRoles: PermissionFlagsBits.ManageRoles,
    mentionEveryone: PermissionFlagsBits.MentionEveryone,
  });
});

it('lets an administrator do everything, and others only what they were given', () => {
  expect(hasManageGuild(PERMISSION.administrator)).toBe(true);
  expect(hasManageGuild(PERMISSION.manageGuild)).toBe(true);
  expect(hasManageGuild(PERMISSION.manageRoles)).toBe(false);
  expect(hasManageRoles(PERMISSION.manageRoles | PERMISSION.viewChannel)).toBe(true);
  expect(hasManageRoles(0n)).toBe(false);
  const both = PERMISSION.viewChannel | PERMISSION.sendMessages;
  expect(hasPermission(PERMISSION.viewChannel, both)).toBe(false);
  expect(hasPermission(both, both)).toBe(true);
});
