import type { App } from '../../core/app.js';
import type { Write, WriteOptions } from '../../core/api.js';
import type { Changed, Entry } from '../../core/contract.js';

/** Whose entries are looked at, and how they are changed. */
export interface Whose {
  /** Below the space: `/entries`. */
  readonly path: string;
  /** What runs, as far as it is shown with what has ended. */
  active(): Entry | null;
  /** Changes something; `path` is below the space. @throws {Refused} */
  change(method: Write, path: string, options: WriteOptions): Promise<Changed>;
}

export const ownEntries = (app: App): Whose => ({
  path: '/entries',
  active: () => app.model.status?.active ?? null,
  change: (method, path, options) => app.change(method, path, options),
});

/** Why somebody changes the time of others; the member reads it. */
type Reason = () => string;

/** The entries of a member, for those who may see others; who may change them says why. */
export const entriesOf = (app: App, member: string, reason: Reason): Whose => ({
  path: `/members/${member}/entries`,
  active: () => null,
  change: (method, path, { body, ...options }) => {
    const why = { reason: reason() };
    const said = method === 'DELETE' ? { query: why } : { body: { ...(body as object), ...why } };
    return app.api.write<Changed>(method, `/spaces/${app.model.space?.id ?? ''}${path}`, { ...options, ...said });
  },
});
