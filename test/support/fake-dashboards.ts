import { domainError } from '../../src/domain/errors.js';
import type { SpaceId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { DONE, type DesiredState } from '../../src/discord/desired/definition.js';
import { DiscordError, hasCode } from '../../src/discord/errors.js';
import type { DiscordRest } from '../../src/discord/rest.js';
import { StoreUnavailable } from '../../src/engine/store.js';

export const DASHBOARD_EVERY_MS = 5 * 60_000;

/** The message of a dashboard, and what it shows as far as we know. */
export interface Dashboard {
  readonly message: string;
  shown: string;
  /** ms; null: never. */
  editedAt: number | null;
}

/** What dashboards are made from, and what is remembered of them; all processes and restarts share it. */
export class DashboardMemory {
  up = true;
  readonly kept = new Map<SpaceId, Map<string, Dashboard>>();
  readonly contents = new Map<string, { readonly version: number; readonly text: string }>();

  put(space: SpaceId, id: string): void {
    const inSpace = this.kept.get(space) ?? new Map<string, Dashboard>();
    this.kept.set(space, inSpace.set(id, { message: id, shown: '', editedAt: null }));
  }

  of(space: SpaceId): Map<string, Dashboard> {
    if (!this.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
    return this.kept.get(space) ?? new Map<string, Dashboard>();
  }
}

/** A second kind of desired state, as small as a real one would be: it shows that the general part knows nothing of roles. */
export const dashboards = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly memory: DashboardMemory;
  readonly clock: Clock;
}): DesiredState<string, string, Dashboard | undefined, number> => {
  const { rest, memory, clock } = deps;
  return {
    name: 'dashboards',
    interval: { ms: () => DASHBOARD_EVERY_MS, agreedAt: (board) => board?.editedAt ?? null },
    async desired({ space, id }) {
      const content = memory.contents.get(id);
      await Promise.resolve();
      return memory.of(space).has(id) && content !== undefined ? { version: content.version, want: content.text } : null;
    },
    remembered: ({ space, id }) => Promise.resolve().then(() => memory.of(space).get(id)),
    async agree(attempt, text, board) {
      if (board === undefined) return DONE;
      try {
        const path = `/channels/1/messages/${board.message}` as const;
        if (attempt.verify) {
          await attempt.look();
          board.shown = String(Reflect.get(Object(await rest.request('GET', path)), 'content'));
        }
        if (board.shown === text) return DONE;
        await attempt.request();
        await rest.request('PATCH', path, { body: { content: text } });
        board.shown = text;
        board.editedAt = clock.now();
        return DONE;
      } catch (error) {
        if (hasCode(error, 10_008)) return { kind: 'ended', error: domainError('STALE_CONTROL') };
        if (hasCode(error, 50_013)) return { kind: 'failed', error: domainError('MANAGE_GUILD_REQUIRED') };
        if (error instanceof DiscordError && error.status === 429) return { kind: 'later', afterMs: 7_000 };
        throw error;
      }
    },
    list: (space) => Promise.resolve().then(() => ({ ids: [...memory.of(space).keys()] })),
    end: ({ space, id }) => Promise.resolve().then(() => void memory.of(space).delete(id)),
    warning: ({ code }, id) => `${id}: ${code}`,
  };
};
