import { memberCardComponents } from './member.js';
import { teamPages } from './team.js';

/** Buttons and forms of those who look after a team. */
export const teamComponents = [teamPages, ...memberCardComponents];
