import type { ClockChange as ClockSchema } from '../../../../src/api/schemas/live.js';
import type { TeamLine as LineSchema, TeamPage as PageSchema } from '../../../../src/api/schemas/team.js';

/** A member at a glance. */
export type TeamLine = LineSchema;
export type TeamPage = PageSchema;
/** What the event `clock` tells of a member. */
export type ClockChange = ClockSchema;
