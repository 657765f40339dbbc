import { guildSpace, personalSpace, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { From } from '../support/commands-payloads.js';

/** Where they work, and a server where only the stranger has anything to say. */
export const HOME = '100000000000000001';
export const ELSEWHERE = '100000000000000002';
export const LEAD = '510';
export const NIGHT = '511';
export const TEMP = '512';
export const ROLES = [LEAD, NIGHT, TEMP] as const;

export interface Person {
  readonly name: string;
  readonly user: UserId;
  /** Discord's permission bits in `HOME`. */
  readonly bits: bigint;
  readonly roles: readonly string[];
  readonly locale: string;
}

const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;

const person = (at: number, name: string, rest: Partial<Person> = {}): Person => ({
  ...{ name, user: userId(String(200_000_000_000_000_000n + BigInt(at))), bits: 0n, roles: [], locale: 'en-US' },
  ...rest,
});

export const OWNER = person(0, 'owner', { bits: ADMINISTRATOR });
/** The owner, a manager, a lead who is somebody only by what the server gives to a role, and members. */
export const CAST: readonly Person[] = [
  OWNER,
  person(1, 'chief', { bits: MANAGE_GUILD, roles: [NIGHT] }),
  person(2, 'lead', { roles: [LEAD] }),
  person(3, 'ada', { roles: [NIGHT] }),
  person(4, 'bob', { locale: 'de' }),
  person(5, 'cleo', { roles: [TEMP, NIGHT] }),
  person(6, 'dan', { roles: [TEMP] }),
];

/** May do everything in `ELSEWHERE`, and is not in `HOME`. */
export const STRANGER = person(7, 'stranger');
export const EVERYBODY: readonly Person[] = [...CAST, STRANGER];

export type Place = 'home' | 'elsewhere' | 'own';

/** Where what somebody does counts. */
export const spaceAt = (place: Place, { user }: Person): SpaceId =>
  place === 'own' ? personalSpace(user) : guildSpace(place === 'home' ? HOME : ELSEWHERE);

/** What Discord says of who sends an interaction from there. */
export const fromAt = (place: Place, { user, bits, roles, locale }: Person): From => {
  if (place === 'own') return { user, guild: null, locale };
  if (place === 'home') return { user, guild: HOME, permissions: bits.toString(), roles, locale };
  return { user, guild: ELSEWHERE, permissions: user === STRANGER.user ? ADMINISTRATOR.toString() : '0', locale };
};

/** Members with what is kept of them, wherever that may be. */
export const WATCHED: readonly { readonly space: SpaceId; readonly user: UserId }[] = EVERYBODY.flatMap((one) =>
  (['home', 'elsewhere', 'own'] as const).map((place) => ({ space: spaceAt(place, one), user: one.user })),
);
