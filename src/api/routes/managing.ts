import type { ManageDeps } from '../manage-deps.js';
import type { Route } from '../route.js';
import { boardRoutes } from './boards.js';
import { exportRoutes } from './exports.js';
import { figureRoutes } from './figures.js';
import { historyRoutes } from './history.js';
import { liveRoutes } from './live.js';
import { peopleRoutes } from './people.js';
import { permissionRoutes } from './permissions.js';
import { requestRoutes } from './requests.js';
import { seasonRoutes } from './seasons.js';
import { serviceRoutes } from './service.js';
import { settingRoutes } from './settings.js';
import { teamRoutes } from './team.js';
import { webhookRoutes } from './webhooks.js';
import { whoRoutes } from './who.js';

/** Routes that manage a space, show what its members have in common, or tell what happens. */
export const createManagingRoutes = (deps: ManageDeps): readonly Route[] => [
  ...settingRoutes(deps),
  ...permissionRoutes(deps),
  ...peopleRoutes(deps),
  ...requestRoutes(deps),
  ...whoRoutes(deps),
  ...teamRoutes(deps),
  ...boardRoutes(deps),
  ...seasonRoutes(deps),
  ...figureRoutes(deps),
  ...historyRoutes(deps),
  ...exportRoutes(deps),
  ...webhookRoutes(deps),
  ...liveRoutes(deps),
  ...serviceRoutes(deps),
];
