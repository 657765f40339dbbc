import type { Deps } from '../deps.js';
import { needs } from '../kit/guards.js';

export type NotionDeps = Pick<Deps, 'notion'>;

/** In a server for those who may change its settings; in their own space everybody. Asked anew by every button. */
export const notionGuards = [needs('manageSettings')];
