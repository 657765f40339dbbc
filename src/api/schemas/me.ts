import { z } from 'zod';
import { SCOPES } from '../caller.js';
import { Moment, SpaceIdText, UserIdText } from './common.js';
import { Space } from './time.js';

export const Me = z.object({
  user: UserIdText,
  /** `token`: a script; `page`: somebody who has logged in. */
  through: z.enum(['token', 'page']),
  scopes: z.array(z.enum(SCOPES)),
  /** The only space that the token is for; null: every one that its owner is in. */
  space: SpaceIdText.nullable(),
  /** The person's own space. */
  own: SpaceIdText,
  isOperator: z.boolean(),
  now: Moment,
});
export type Me = z.output<typeof Me>;

export const SpaceList = z.object({
  spaces: z.array(Space),
  /** Discord does not say at the moment which servers there are: only the own space is listed. */
  isIncomplete: z.boolean(),
});

export const HealthAnswer = z.object({
  status: z.enum(['ok', 'degraded']),
  /** Redis away: what is read may be behind, and changes are recorded until it is back. */
  redis: z.enum(['up', 'away']),
  now: Moment,
});

export const Token = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: Moment,
    expiresAt: Moment.nullable(),
    /** To within a minute; null: not used yet. */
    lastUsedAt: Moment.nullable(),
  })
  .meta({ id: 'Token' });
export const TokenList = z.object({ tokens: z.array(Token) });
export const TokenInput = z.strictObject({
  name: z.string().trim().min(1).max(50),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  expiresAt: Moment.nullable().default(null),
});
export const NewToken = z.object({
  token: Token,
  /** What to send as `Authorization: Bearer …`. It is shown this once; null for a repeated request. */
  text: z.string().nullable(),
});
