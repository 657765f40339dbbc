import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { generalRoutes } from './general.js';
import { pageSessionRoutes } from './page-sessions.js';

/** Every route of the API, apart from what describes it. Whoever adds some adds a line here. */
export const createRoutes = (deps: ApiDeps): readonly Route[] => [...generalRoutes(deps), ...pageSessionRoutes(deps)];
