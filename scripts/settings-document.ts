import { writeFileSync } from 'node:fs';
import { SETTINGS_DOCUMENT, settingsDocument } from './lib/settings-document.js';

// Run by `npm run docs:settings` after a change of the table of settings or of its English texts.
writeFileSync(SETTINGS_DOCUMENT, await settingsDocument());
