import type { App } from '../../core/app.js';
import type { SettingsData } from './contract.js';
import type { Draft } from './draft.js';

/** What becomes of recorded time when the borders of days change: it stays on its days, or all of it is counted anew. */
export type Past = 'kept' | 'recounted';

const path = (app: App): string => `/spaces/${app.model.space?.id ?? ''}/settings`;

export const askForSettings = (app: App): Promise<SettingsData> => app.api.get<SettingsData>(path(app));

/** @throws {Refused} with 412 when somebody has changed settings since `version` */
export const saveSettings = async (app: App, version: string, draft: Draft, past: Past): Promise<void> => {
  await app.api.write('PATCH', path(app), { ifMatch: version, body: { settings: Object.fromEntries(draft), past } });
};
