import { defineGroup } from '../kit/define.js';
import type { Feature } from '../kit/routes.js';
import { dashboardButtons } from './buttons.js';
import { managingDashboards } from './manage.js';
import { peopleButton } from './people.js';
import { personal, refreshButton } from './personal.js';

/** Dashboards of servers: messages that show who is on the clock, with buttons for everybody who sees them. And one's own, which only its member sees. */
export const dashboardFeature: Feature = {
  commands: [defineGroup({ name: 'dashboard', guards: [], children: [...managingDashboards, personal] })],
  components: [...dashboardButtons, peopleButton, refreshButton],
};
