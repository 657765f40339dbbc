import { defineGroup } from '../kit/define.js';
import type { Feature } from '../kit/routes.js';
import { dashboardButtons } from './buttons.js';
import { managingDashboards } from './manage.js';
import { peopleButton } from './people.js';

/** Dashboards of servers: messages that show who is on the clock, with buttons for everybody who sees them. */
export const dashboardFeature: Feature = {
  commands: [defineGroup({ name: 'dashboard', guards: [], children: managingDashboards })],
  components: [...dashboardButtons, peopleButton],
};
