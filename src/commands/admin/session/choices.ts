import { FIELDS } from '../../custom-ids.js';
import { entryChoices } from '../../entries/entry-choices.js';
import type { Autocomplete } from '../../kit/options.js';

/** Entries of the member that was chosen before; none while nobody is. The guards of the command have been asked by then. */
export const entriesOf: Autocomplete = (ctx, typed, deps, given) => {
  const chosen = FIELDS.user.safeParse(given['member']);
  return chosen.success ? entryChoices(ctx, chosen.data, typed, deps) : Promise.resolve([]);
};
