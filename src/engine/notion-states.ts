import type { SpaceId } from '../domain/ids.js';

/** How the synchronisation of a space with Notion fares; a restart goes on with it. */
export interface NotionState {
  /** Pages that were made there, ever. */
  readonly pagesMade: number;
  /** When everything was last in step, ms; null: never yet. */
  readonly syncedAt: number | null;
  /** What went wrong last, as a kind of `NotionError` or a code of our own errors, and when (ms); null since it went well again. */
  readonly problem: { readonly kind: string; readonly at: number } | null;
}

export const FRESH_NOTION_STATE: NotionState = { pagesMade: 0, syncedAt: null, problem: null };

/** All methods reject with StoreUnavailable. */
export interface NotionStates {
  get(space: SpaceId): Promise<NotionState>;
  /** So many more pages were made. */
  made(space: SpaceId, pages: number): Promise<void>;
  /** Everything is in step at this moment, ms: what went wrong before is over. */
  synced(space: SpaceId, at: number): Promise<void>;
  failed(space: SpaceId, problem: { readonly kind: string; readonly at: number }): Promise<void>;
  /** What a part of the synchronisation remembers under a name of its own (a moment, a digest); null: nothing. */
  position(space: SpaceId, name: string): Promise<string | null>;
  setPosition(space: SpaceId, name: string, value: string | null): Promise<void>;
  /** Nothing is known of this space any more. */
  forget(space: SpaceId): Promise<void>;
}
