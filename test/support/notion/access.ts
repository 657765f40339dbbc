import { NotionProblem, notFound, restricted } from './problem.js';
import type { Workspace } from './workspace.js';

export const CAPABILITIES = ['read', 'update', 'insert', 'readComments', 'insertComments', 'readUsers'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A connection of somebody: its token, what it may do, and which pages were shared with it. */
export interface Connection {
  readonly token: string;
  readonly bot: string;
  readonly name: string;
  readonly capabilities: Set<Capability>;
  /** Ids; what lies below them is shared too. */
  readonly shared: Set<string>;
  /** A person whose token it is; null: a connection of the workspace. */
  readonly owner: string | null;
}

/** What a request may see and do. */
export class Access {
  readonly workspace: Workspace;
  readonly connection: Connection;

  constructor(workspace: Workspace, connection: Connection) {
    this.workspace = workspace;
    this.connection = connection;
  }

  needs(capability: Capability): void {
    if (!this.connection.capabilities.has(capability)) throw restricted();
  }

  sees(id: string): boolean {
    const { shared, owner } = this.connection;
    // The token of a person sees what the person sees, which is everything here.
    return owner !== null || shared.has(id) || this.workspace.above(id).some((one) => shared.has(one));
  }

  shared(what: string, id: string): void {
    if (!this.sees(id)) throw notFound(what, id);
  }
}

export const connectionOf = (connections: ReadonlyMap<string, Connection>, header: string | undefined): Connection => {
  const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  const connection = token === undefined ? undefined : connections.get(token);
  if (connection === undefined) throw new NotionProblem(401, 'unauthorized', 'API token is invalid.');
  return connection;
};
