import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { categoryRoutes } from './categories.js';
import { clockRoutes } from './clock.js';
import { directoryRoutes } from './directory.js';
import { entryRoutes } from './entries.js';
import { flatRoutes } from './flat.js';
import { generalRoutes } from './general.js';
import { importRoutes } from './imports.js';
import { leaveRoutes } from './leave.js';
import { memberRoutes } from './members.js';
import { pageSessionRoutes } from './page-sessions.js';
import { privacyRoutes } from './privacy.js';
import { taskRoutes } from './tasks.js';
import { reminderRoutes } from './reminders.js';
import { tokenRoutes } from './tokens.js';
import { totalsRoutes } from './totals.js';

/** Every route of the API. Whoever adds some adds a line here. */
export const createRoutes = (deps: ApiDeps): readonly Route[] => [
  ...generalRoutes(deps),
  ...clockRoutes(deps),
  ...entryRoutes(deps),
  ...categoryRoutes(deps),
  ...directoryRoutes(deps),
  ...totalsRoutes(deps),
  ...leaveRoutes(deps),
  ...memberRoutes(deps),
  ...importRoutes(deps),
  ...tokenRoutes(deps),
  ...privacyRoutes(deps),
  ...taskRoutes(deps),
  ...reminderRoutes(deps),
  ...pageSessionRoutes(deps),
  ...flatRoutes(deps),
];
