import type { RoleId } from './ids.js';
import type { Settings } from './settings.js';

/** Who is shown on the boards of a space, as its settings say. */
export interface Audience {
  /** Those who have said yes, or those who have not said no. */
  readonly of: Settings['boardsOf'];
  /** Members with this role are not shown; null: there is none. */
  readonly without: RoleId | null;
}

/** What decides whether a member is shown, as far as it is known. */
export interface Standing {
  /** What the member says; null: nothing. */
  readonly says: boolean | null;
  /** Has left the server. */
  readonly left: boolean;
  /** The role for which the member was seen to be kept off the boards; null: seen without it, or never seen. */
  readonly role: RoleId | null;
}

/** A member of whom nothing is known. */
export const NOTHING_KNOWN: Standing = { says: null, left: false, role: null };

/** The audience of a space with these settings. */
export const audienceOf = ({ boardsOf, boardsWithout }: Pick<Settings, 'boardsOf' | 'boardsWithout'>): Audience => ({
  of: boardsOf,
  without: boardsWithout,
});

/** Is a member shown to this audience's boards? */
export const isShown = ({ says, left, role }: Standing, { of, without }: Audience): boolean =>
  !left && (role === null || role !== without) && (says ?? of === 'everyone');
