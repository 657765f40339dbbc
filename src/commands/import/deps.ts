import type { Deps } from '../deps.js';

export { importKeyOf as keyOf, importRightsOf as rightsOf } from '../../actions/imports.js';

export type ImportDeps = Pick<Deps, 'imports' | 'uploads' | 'spaces' | 'documents' | 'clock' | 'log'>;
