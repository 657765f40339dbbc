import { z } from 'zod';
import { isErrorCode, type DomainError } from '../../../domain/errors.js';
import type { SpaceId } from '../../../domain/ids.js';
import type { NotionStates } from '../../../engine/notion-states.js';

/** Something that was changed at Notion and could not be taken. */
export interface RefusedEdit {
  /** When that was found out, ms. */
  readonly at: number;
  readonly error: DomainError;
}

const NAME = 'refused-edits';
const KEPT = 5;
const stored = z.array(
  z.object({
    at: z.int(),
    error: z.object({
      code: z.string().refine(isErrorCode),
      params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  }),
);

/** The last few, the newest first; for the status. Rejects with StoreUnavailable. */
export const refusedEdits = async (space: SpaceId, states: Pick<NotionStates, 'position'>): Promise<readonly RefusedEdit[]> => {
  const text = await states.position(space, NAME);
  if (text === null) return [];
  try {
    return stored.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
};

export const noteRefused = async (
  space: SpaceId,
  edit: RefusedEdit,
  states: Pick<NotionStates, 'position' | 'setPosition'>,
): Promise<void> => {
  const before = await refusedEdits(space, states);
  await states.setPosition(space, NAME, JSON.stringify([edit, ...before].slice(0, KEPT)));
};
