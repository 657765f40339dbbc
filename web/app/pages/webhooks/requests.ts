import type { App } from '../../core/app.js';
import type { Chosen, Revealed, Tried, Webhook } from './contract.js';

const path = (app: App, id = '', what = ''): string =>
  `/spaces/${app.model.space?.id ?? ''}/webhooks${id === '' ? '' : `/${encodeURIComponent(id)}`}${what}`;

export const webhooksOf = async (app: App): Promise<readonly Webhook[]> =>
  (await app.api.get<{ readonly webhooks: readonly Webhook[] }>(path(app))).webhooks;

/** Answers the secret, which nothing shows again. */
export const addWebhook = (app: App, body: Chosen): Promise<Revealed> => app.api.write<Revealed>('POST', path(app), { body });

export const changeWebhook = (app: App, id: string, body: Partial<Chosen> & { readonly isOn?: boolean }): Promise<Webhook> =>
  app.api.write<Webhook>('PATCH', path(app, id), { body });

/** The new secret; the one of before signs for a day more. */
export const newSecret = (app: App, id: string): Promise<Revealed> => app.api.write<Revealed>('POST', path(app, id, '/secret'));

export const tryWebhook = (app: App, id: string): Promise<Tried> => app.api.write<Tried>('POST', path(app, id, '/test'));

export const deleteWebhook = async (app: App, id: string): Promise<void> => {
  await app.api.write('DELETE', path(app, id));
};
