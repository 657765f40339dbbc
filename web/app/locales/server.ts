import deCategories from './de/categories.json';
import deServer from './de/server.json';
import enCategories from './en/categories.json';
import enServer from './en/server.json';
import deSettings from './de/settings.json';
import enSettings from './en/settings.json';
import deApprovals from './de/approvals.json';
import enApprovals from './en/approvals.json';

/** The texts of the pages about the server. */
export const en = { ...enApprovals, ...enSettings, ...enServer, ...enCategories };
export const de = { ...deApprovals, ...deSettings, ...deServer, ...deCategories };
