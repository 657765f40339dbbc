import deCategories from './de/categories.json';
import deServer from './de/server.json';
import enCategories from './en/categories.json';
import enServer from './en/server.json';

/** The texts of the pages about the server. */
export const en = { ...enServer, ...enCategories };
export const de = { ...deServer, ...deCategories };
