import type { App } from '../../core/app.js';
import type { Category } from '../../core/contract.js';
import type { SentCategory } from './form.js';

const path = (app: App, id = ''): string =>
  `/spaces/${app.model.space?.id ?? ''}/categories${id === '' ? '' : `/${encodeURIComponent(id)}`}`;

/** What can be done with categories. Each rejects with `Refused`. */
export const add = (app: App, body: SentCategory): Promise<Category> => app.api.write<Category>('POST', path(app), { body });

export const change = (app: App, id: string, body: Partial<SentCategory> & { readonly archived?: boolean }): Promise<Category> =>
  app.api.write<Category>('PATCH', path(app, id), { body });

/** `order`: the ids of all that are in use. */
export const order = async (app: App, ids: readonly string[]): Promise<void> => {
  await app.api.write('PUT', path(app, 'order'), { body: { order: ids } });
};
