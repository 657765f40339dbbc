import type { SpaceId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Documents } from '../documents-api.js';
import { beginningOf, type Beginning } from '../documents/cached-documents.js';
import { configuration } from '../documents/kinds/configuration.js';
import type { Spaces } from '../spaces.js';

/** Settings and categories of spaces: the documents of the kind `configuration`, under the name that commands know them by. */
export const spacesOn = (documents: Documents): Spaces => documents.of(configuration);

/** @param defaults the configuration of a space that has none stored */
export const configurationsBegin = (defaults: (space: SpaceId) => SpaceConfig): Beginning => beginningOf(configuration, defaults);
