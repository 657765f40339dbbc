import { defineGroup } from '../kit/define.js';
import { inGuild } from '../kit/guards.js';
import { categories } from './categories.js';
import { leaveOfOthers } from './leave.js';
import { member } from './member.js';
import { roles } from './roles.js';
import { sessionsOfOthers } from './session/index.js';
import { system } from './system/index.js';
import { team } from './team/team.js';
import { verify } from './verify.js';

/**
 * What those do who look after a server. Each part asks for its own capability, which any role may be given, so Discord is not told to hide the
 * command from those without a permission (ADR 0015).
 */
export const admin = defineGroup({
  name: 'admin',
  guards: [inGuild],
  children: [categories, roles, member, sessionsOfOthers, leaveOfOthers, team, system, verify],
});
