import type { App } from '../../core/app.js';
import type { Category } from '../../core/contract.js';
import type { newCategory } from './form.js';

type Fields = ReturnType<typeof newCategory>;

const path = (app: App, id = ''): string =>
  `/spaces/${app.model.space?.id ?? ''}/categories${id === '' ? '' : `/${encodeURIComponent(id)}`}`;

/** What can be done with categories. Each rejects with `Refused`. */
export const add = (app: App, body: Fields): Promise<Category> => app.api.write<Category>('POST', path(app), { body });

export const change = (app: App, id: string, body: Partial<Fields> & { readonly archived?: boolean }): Promise<Category> =>
  app.api.write<Category>('PATCH', path(app, id), { body });

/** `place` is 0-based among the active ones. */
export const move = (app: App, id: string, place: number): Promise<Category> =>
  app.api.write<Category>('PATCH', path(app, id), { body: { order: place } });
