import { userId, type SpaceId } from '../../domain/ids.js';
import type { DueName } from '../due/due-row.js';
import { CorruptData, idOf } from '../codec/blob.js';
import { keys } from './keys.js';

const NAME = /^(\d{1,20}|-):([a-z][a-z-]*):(.*)$/s;

/** As it stands in the hash of its owner. */
export const dueField = ({ kind, about }: DueName): string => `${kind}:${about}`;

/** As it stands in the sorted set of the space. */
export const dueMember = (name: DueName): string => `${name.user ?? '-'}:${dueField(name)}`;

/** @throws CorruptData */
export const dueNameOf = (text: string): DueName => {
  const [, owner, kind, about] = NAME.exec(text) ?? [];
  if (owner === undefined || kind === undefined || about === undefined) throw new CorruptData('a due row has another name');
  return { kind, user: owner === '-' ? null : idOf(userId, owner), about };
};

/** The hash with the payloads of the owner's rows. */
export const duePayloads = (space: SpaceId, { user }: Pick<DueName, 'user'>): string =>
  user === null ? keys.spaceDue(space) : keys.memberDue(space, user);
