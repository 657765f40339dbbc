import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Answers } from '../api.js';
import type { Looked } from '../recognise/look.js';

/** What is kept of a draft beside its file and its rows. */
export interface DraftState {
  readonly id: string;
  readonly space: SpaceId;
  readonly by: UserId;
  readonly member: UserId;
  readonly name: string;
  readonly bytes: number;
  readonly answers: Answers;
  readonly looked: Looked;
  /** When somebody last went on with it, ms. */
  readonly touchedAt: number;
}
