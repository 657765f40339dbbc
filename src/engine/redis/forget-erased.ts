import { spaceId, userId } from '../../domain/ids.js';
import { readErased } from './erased-names.js';
import type { Guarded } from './guarded.js';
import type { Owner, Shelf } from '../documents/shelf.js';

/** Takes what belongs to spaces and members that were erased while this process did not run off the disk. Rejects with `StoreUnavailable`. */
export const forgetErased = async (redis: Guarded, shelf: Pick<Shelf, 'forget'>): Promise<void> => {
  for await (const page of readErased(redis)) shelf.forget(page.map(([what]) => ownerOf(what)));
};

/** `<space>/*` or `<space>/<member>` */
const ownerOf = (what: string): Owner => {
  const [space = '', member = ''] = what.split('/');
  return { space: spaceId(space), user: member === '*' ? null : userId(member) };
};
