import type { App } from './app.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What can be chosen of a server at Discord; empty in a person's own space. */
export interface Directory {
  /** The highest first, without `@everyone`. */
  readonly roles: readonly Named[];
  /** Those that messages can be posted in, in the server's order. */
  readonly channels: readonly Named[];
}

const NOTHING: Directory = { roles: [], channels: [] };

/** The roles and channels of the server that is looked at. */
export async function askForDirectory(app: App): Promise<Directory> {
  const { space } = app.model;
  return space?.kind === 'server' ? app.api.get<Directory>(`/spaces/${space.id}/directory`) : NOTHING;
}
