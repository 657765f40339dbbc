import { userId, type UserId } from '../../domain/ids.js';
import { idOf } from '../codec/blob.js';
import { pairs } from './replies.js';

/** What is left of an erased member until it is buried, as it lies in the hash of erasures under way. */
export interface Grave {
  readonly user: UserId;
  readonly done: boolean;
  readonly at: number;
  /** Of the empty state that the erasure left. */
  readonly version: number;
}

/** Of a reply that has the whole hash; what is not understood is left out. */
export const gravesOf = (reply: unknown): readonly Grave[] =>
  [...pairs(reply)].flatMap(([field, value]): readonly Grave[] => {
    const [phase, at, version] = value.toString().split(':');
    if ((phase !== 'begun' && phase !== 'done') || !/^\d+$/.test(at ?? '') || !/^\d+$/.test(version ?? '')) return [];
    return [{ user: idOf(userId, field.toString()), done: phase === 'done', at: Number(at), version: Number(version) }];
  });
