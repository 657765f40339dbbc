import type { Capability, Grants } from '../domain/capabilities.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { err, ok, type Result } from '../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../domain/settings.js';
import type { SpaceConfig } from '../domain/space.js';
import { accessIn, mayDo } from './access.js';
import type { Actor } from './actor.js';
import { changeConfig } from './change-config.js';
import type { Means } from './means.js';

/**
 * Changes who has a capability: the one way for panel, commands and the API. Nobody gives or takes away what they do not have themselves, so that
 * a role which may change settings does not make itself everything else; and nobody takes from themselves the right to change it back.
 * CAPABILITY_MISSING, LOCKS_YOU_OUT, what `change` refuses, and what the store refuses.
 */
export const changeGrants = (
  actor: Actor,
  capability: Capability,
  change: (grants: Grants) => Result<Grants, DomainError>,
  deps: Pick<Means, 'spaces'>,
): Promise<Result<SpaceConfig, DomainError>> =>
  changeConfig(actor, deps, 'permissionsChanged', (config) => {
    const may = mayDo(actor, capability, config);
    if (!may.ok) return may;
    const grants = change(config.grants);
    if (!grants.ok) return grants;
    const next = { ...config, grants: grants.value };
    return accessIn(actor, MAY_CHANGE_SETTINGS, next).allowed ? ok(next) : err(domainError('LOCKS_YOU_OUT'));
  });
