import type { DocumentKind } from '../document-kind.js';
import { activityLog } from './activity-log.js';
import { approvalRequests } from './approval-requests.js';
import { changesByOthers } from './changes-by-others.js';
import { claims } from './claims.js';
import { configuration } from './configuration.js';
import { dashboards } from './dashboards.js';
import { preferences } from './preferences.js';
import { recount } from './recount-progress.js';
import { reminders } from './reminders.js';
import { setup } from './setup.js';
import { sharing } from './sharing.js';
import { targets } from './targets.js';

/** Every kind of document. What stands here is cached, invalidated, erased, backed up and restored; see docs/adr/0011-documents.md. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  activityLog,
  approvalRequests,
  changesByOthers,
  claims,
  configuration,
  dashboards,
  preferences,
  recount,
  reminders,
  setup,
  sharing,
  targets,
];
