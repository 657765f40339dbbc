import { z } from 'zod';

/** Discord's ids. */
export const snowflake = z.string().regex(/^\d{1,20}$/);

/** Permission bits, which Discord writes as a decimal number in a string. */
export const permissionBits = z
  .string()
  .regex(/^\d{1,30}$/)
  .transform(BigInt);
