import { defineGroup } from '../kit/define.js';
import { inGuild, manageGuild } from '../kit/guards.js';
import { categories } from './categories.js';
import { roles } from './roles.js';
import { sessionsOfOthers } from './session/index.js';
import { system } from './system.js';

/** Everything for those who may manage the guild. Discord hides it from others; the guards hold even if a guild changed that. */
export const admin = defineGroup({
  name: 'admin',
  guards: [inGuild, manageGuild],
  children: [categories, roles, sessionsOfOthers, system],
});
