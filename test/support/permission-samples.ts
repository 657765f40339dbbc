import { CAPABILITIES } from '../../src/domain/capabilities.js';
import type { Category } from '../../src/domain/category.js';
import { GIVEN_MAX } from '../../src/domain/grants.js';
import { guildId, type RoleId, type UserId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import { permissionsPage } from '../../src/commands/config/permissions/page.js';
import { permissionsExplained } from '../../src/views/permissions/explained.js';
import type { AnyView } from '../../src/views/message.js';

/** The permissions with full lists, and the longest answer of the test. */
export const permissionSamples = (
  member: UserId,
  role: RoleId,
  { categories, reason }: { readonly categories: readonly Category[]; readonly reason: string },
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const guild = { id: guildId('1'), permissions: 0n, locale: 'en' };
  const full = { roles: Array.from({ length: GIVEN_MAX }, () => role), members: Array.from({ length: GIVEN_MAX }, () => member) };
  const access = { allowed: false, because: 'roleDenied', role } as const;
  const until = 4_000_000_000_000;
  return [
    ...CAPABILITIES.map((capability) => ({
      name: `permissions ${capability}`,
      body: permissionsPage({ guild, t }, capability, { grants: { [capability]: { allow: full, deny: full } } }, 'x'.repeat(50)),
    })),
    {
      name: 'permissions explained',
      body: permissionsExplained(
        {
          member,
          everyone: null,
          answers: CAPABILITIES.map((capability) => ({ capability, access })),
          suspension: { member, by: member, reason, at: 0, until },
          closed: categories,
          permissionsKnown: false,
        },
        t,
      ),
    },
  ];
};
