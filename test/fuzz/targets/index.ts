import type { Target } from '../target.js';
import { api } from './api.js';
import { autocomplete } from './autocomplete.js';
import { backups } from './backups.js';
import { blobs } from './blobs.js';
import { commands } from './commands.js';
import { components } from './components.js';
import { environment } from './environment.js';
import { http } from './http.js';
import { imports } from './imports.js';
import { journalAdopt } from './journal-adopt.js';
import { journalBytes, journalRecords } from './journal-bytes.js';
import { menus } from './menus.js';
import { modals } from './modals.js';
import { payloads } from './payloads.js';
import { replies } from './replies.js';
import { settings } from './settings.js';
import { typed } from './typed.js';

/** Every door that is tried. */
export const TARGETS: readonly Target[] = [
  commands,
  autocomplete,
  components,
  menus,
  modals,
  journalBytes,
  journalRecords,
  journalAdopt,
  blobs,
  replies,
  payloads,
  http,
  settings,
  backups,
  environment,
  typed,
  api,
  imports,
];
