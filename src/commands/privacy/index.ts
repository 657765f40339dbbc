import { defineGroup } from '../kit/define.js';
import type { Feature } from '../kit/routes.js';
import { erase, eraseForm } from './erase.js';
import { exportAll } from './export.js';
import { insights, insightsControls } from './insights.js';
import { settings, settingsButton, voice } from './settings.js';
import { show } from './show.js';

/** What is kept of a member, and what the member decides about it. */
export const privacy: Feature = {
  commands: [defineGroup({ name: 'privacy', guards: [], children: [show, exportAll, erase, settings, insights, voice] })],
  components: [settingsButton, eraseForm, ...insightsControls],
};
