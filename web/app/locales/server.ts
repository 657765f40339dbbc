import deCategories from './de/categories.json';
import deServer from './de/server.json';
import enCategories from './en/categories.json';
import enServer from './en/server.json';
import deSettings from './de/settings.json';
import enSettings from './en/settings.json';
import deApprovals from './de/approvals.json';
import enApprovals from './en/approvals.json';
import deWebhooks from './de/webhooks.json';
import enWebhooks from './en/webhooks.json';
import deLive from './de/live.json';
import enLive from './en/live.json';

/** The texts of the pages about the server. */
export const en = { ...enLive, ...enWebhooks, ...enApprovals, ...enSettings, ...enServer, ...enCategories };
export const de = { ...deLive, ...deWebhooks, ...deApprovals, ...deSettings, ...deServer, ...deCategories };
