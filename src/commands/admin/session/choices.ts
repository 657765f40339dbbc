import { z } from 'zod';
import { userId } from '../../../domain/ids.js';
import { entryChoices } from '../../entries/delete.js';
import type { Autocomplete } from '../../kit/options.js';

const member = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);

/** Entries of the member that was chosen before; none while nobody is. The guards of the command have been asked by then. */
export const entriesOf: Autocomplete = (ctx, typed, deps, given) => {
  const chosen = member.safeParse(given['member']);
  return chosen.success ? entryChoices(ctx, chosen.data, typed, deps) : Promise.resolve([]);
};
