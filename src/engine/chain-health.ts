/** What the chain of stores says about itself. */
export interface ChainHealth {
  readonly redis: {
    readonly state: 'up' | 'down' | 'connecting';
    /** Round trip of the last PING, ms; null when none came back. */
    readonly latencyMs: number | null;
    /** Why a server that answers does not serve, or takes no changes; null when all is well, or nobody answers. */
    readonly reason: string | null;
    readonly breaker: 'closed' | 'open' | 'half-open';
    readonly mode: 'standalone' | 'cluster' | 'managed';
  };
  /** The writer's lanes: operations that wait, and those that were refused since the start. */
  readonly lanes: Readonly<Record<'critical' | 'normal' | 'background', { readonly depth: number; readonly refused: number }>>;
  readonly caches: Readonly<Record<'l1' | 'l2', { readonly hits: number; readonly misses: number; readonly size: number }>>;
}
