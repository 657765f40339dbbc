import type { TeamLine as LineSchema, TeamPage as PageSchema } from '../../../../src/api/schemas/team.js';

/** A member at a glance. */
export type TeamLine = LineSchema;
export type TeamPage = PageSchema;
