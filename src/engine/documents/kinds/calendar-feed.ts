import { z } from 'zod';
import { spaceId, type SpaceId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

const spaces: z.ZodType<readonly SpaceId[]> = z.array(
  z
    .string()
    .regex(/^[gu]\d{1,20}$/)
    .transform(spaceId),
);

/**
 * The secret address of a person's calendar: kept as their tasks are. It is in no backup: a restore would bring back an address that was revoked since.
 */
export const calendarFeed = defineDocument({
  name: 'calendar-feed',
  scope: 'member',
  inBackups: false,
  fields: {
    /** SHA-256 of the secret, hexadecimal: the secret is 256 random bits, so there is nothing to guess it by. Null: there is no address. */
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
    /** Where the entries are from that are in it beside what is planned. */
    entriesOf: spaces.default([]),
    /** Since when there is this address, ms. */
    createdAt: z.int().default(0),
  },
});
