import type { Capability } from '../../../src/domain/capabilities.js';
import type { SpaceId } from '../../../src/domain/ids.js';
import type { SpaceConfig } from '../../../src/domain/space.js';
import type { Act } from '../act.js';
import { spaceAt } from '../cast.js';
import { may } from '../rights.js';

/** Parts of a configuration, and who may change them. */
const PARTS: readonly (readonly [keyof SpaceConfig, readonly Capability[]])[] = [
  ['settings', ['manageSettings']],
  ['grants', ['manageSettings']],
  // The guided set-up takes categories as well.
  ['categories', ['manageCategories', 'manageSettings']],
  ['suspensions', ['manageMembers']],
];

/** A configuration that changed: was there somebody who may change that? */
export const configurationProblems = (
  space: SpaceId,
  before: SpaceConfig,
  after: SpaceConfig,
  acts: readonly Act[],
): readonly string[] => {
  if (before.version === after.version) return [];
  // What is somebody's own they also change from a server: their time zone, say.
  const here = acts.filter(({ who, place }) => spaceAt(place, who) === space || spaceAt('own', who) === space);
  return PARTS.filter(([part]) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    .filter(
      ([, needed]) =>
        !here.some(({ who, place }) => spaceAt('own', who) === space || needed.some((one) => may(who, one, place, before))),
    )
    .map(([part]) => `${part} of ${space} changed, and nobody who acted may do that`);
};
