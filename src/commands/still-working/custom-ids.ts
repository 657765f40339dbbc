import { z } from 'zod';
import { guildOf, guildSpace, personalSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

/** The server that it is about, since a direct message is in none; `-` for the member's own space. */
const place = z.string().regex(/^(?:-|\d{1,20})$/);
const about = { owner: FIELDS.user, place, session: FIELDS.session };

/** Custom ids of the answers to "Still working?", and to a session that ended by itself. */
export const STILL_WORKING_IDS = {
  goOn: defineRoute('still-yes', about),
  stop: defineRoute('still-stop', about),
  /** The button that opens the form, and the form. */
  stoppedAt: defineRoute('still-at', about),
  stoppedAtForm: defineRoute('still-at-form', about),
  /** Ends it at a moment that is known: the usual end, or one of two that a typed time may mean. */
  endAt: defineRoute('end', { ...about, at: FIELDS.moment }),

  right: defineRoute('claim-right', { owner: FIELDS.user, session: FIELDS.session }),
  worked: defineRoute('claim-worked', { owner: FIELDS.user, session: FIELDS.session }),
  workedForm: defineRoute('claim-form', { owner: FIELDS.user, session: FIELDS.session }),
};

export const placeText = (space: SpaceId): string => guildOf(space) ?? '-';
export const spaceIn = (text: string, owner: UserId): SpaceId => (text === '-' ? personalSpace(owner) : guildSpace(text));
