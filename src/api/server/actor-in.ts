import type { Actor } from '../../actions/actor.js';
import { accessIn } from '../../actions/access.js';
import { CAPABILITIES, type Capability } from '../../domain/capabilities.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { guildOf, personalSpace, spaceId, type RequestId, type SpaceId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Caller, Scope } from '../caller.js';
import type { ApiDeps } from '../deps.js';

const NOBODY: ReadonlySet<never> = new Set<never>();
const notFound = (): Result<never, DomainError> => err(domainError('SPACE_NOT_FOUND'));

/**
 * Who asks in a space: a person in their own one, a member of a server as Discord knows them now. SPACE_NOT_FOUND for everything else, whatever the reason: nobody
 * is told which spaces there are. DISCORD_UNAVAILABLE.
 */
export const actorIn = async (
  caller: Caller,
  text: string,
  { id, occurredAt }: { readonly id: RequestId; readonly occurredAt: number },
  { people }: Pick<ApiDeps, 'people'>,
): Promise<Result<Actor, DomainError>> => {
  const space = parsed(text);
  if (space === null || (caller.space !== null && caller.space !== space)) return notFound();
  const { user } = caller;
  const source = caller.through === 'page' ? 'page' : 'api';
  const guild = guildOf(space);
  if (guild === null) {
    if (space !== personalSpace(user)) return notFound();
    return ok({ id, occurredAt, space, user, source, guild: null, memberRoles: NOBODY });
  }
  const member = await people.member(guild, user);
  if (!member.ok) return member;
  if (member.value === null) return notFound();
  const { permissions, roles } = member.value;
  return ok({ id, occurredAt, space, user, source, guild: { id: guild, permissions }, memberRoles: roles });
};

const parsed = (text: string): SpaceId | null => {
  try {
    return spaceId(text);
  } catch {
    return null;
  }
};

/** What a token for a server wants of whoever made it, at each use: without that they could not look at others, or manage anything, in Discord either. */
const WANTED: Readonly<Record<Scope, readonly Capability[] | null>> = {
  'own:read': null,
  'own:write': null,
  'space:read': CAPABILITIES.filter((capability) => capability !== 'clockIn'),
  'space:manage': CAPABILITIES.filter((capability) => capability !== 'clockIn' && capability !== 'seeOthers'),
};

/** May whoever made a token have this scope in their space now? One capability of those that it stands for is enough; each route asks for its own. CAPABILITY_MISSING. */
export const mayHaveScope = (actor: Actor, scope: Scope, config: Pick<SpaceConfig, 'grants'>): Result<void, DomainError> => {
  const wanted = WANTED[scope];
  if (wanted === null || wanted.some((capability) => accessIn(actor, capability, config).allowed)) return ok(undefined);
  return err(domainError('CAPABILITY_MISSING', { capability: scope === 'space:read' ? 'seeOthers' : 'manageSettings' }));
};
