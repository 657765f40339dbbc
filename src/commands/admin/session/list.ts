import type { UserId } from '../../../domain/ids.js';
import type { Session } from '../../../domain/session.js';
import type { LayoutView } from '../../../views/message.js';
import type { Deps } from '../../deps.js';
import { entryLabel } from '../../entries/entry-choices.js';
import { listingIn, listOptions, pageView, readListing, type ListDeps, type Listing, type Lister } from '../../entries/list.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { field } from '../../kit/fields/index.js';
import { defineUserCommand } from '../../kit/menus.js';
import { opt } from '../../kit/options.js';
import { failure, message, update } from '../../kit/reply.js';
import { menuRow } from '../../kit/select.js';
import { configOrNull } from '../../present.js';
import { zoneOf } from '../../zone-of.js';
import { MANAGED_IDS } from './custom-ids.js';
import { guards } from './desk.js';

type Needs = ListDeps & Pick<Deps, 'documents'>;

/** The menu below the list that deletes an entry. */
export const removeMenu = field.dynamicSelect({ label: 'entries.managed.remove' });

const managedPage = async (ctx: Context, member: UserId, listing: Listing, deps: Needs): Promise<LayoutView> => {
  const [zone, config] = await Promise.all([zoneOf(ctx, deps), configOrNull(deps, ctx.space)]);
  const options = (entries: readonly Session[]) =>
    entries.map((session) => ({ value: session.id, label: entryLabel(session, zone, config, ctx.t) }));
  const lister: Lister = {
    user: member,
    edit: ({ id }) => MANAGED_IDS.edit.encode({ member, session: id }),
    page: (ids) => MANAGED_IDS.entries.encode({ member, ...ids }),
    managed: (entries) => ({
      member,
      add: MANAGED_IDS.add.encode({ member }),
      remove:
        entries.length === 0
          ? null
          : menuRow(removeMenu, MANAGED_IDS.remove.encode({ member }), ctx.t, { options: options(entries) }),
    }),
  };
  return pageView(ctx, listing, deps, lister);
};

/** Somebody else's entries, newest first, with what changes them. */
export const listEntriesOf = defineCommand({
  name: 'list',
  visibility: 'ephemeral',
  guards: [],
  options: { member: opt.user().required(), ...listOptions },
  async run(ctx, { member, ...typed }, deps: Needs) {
    const listing = await readListing(ctx, typed, deps);
    return listing.ok ? message(await managedPage(ctx, member, listing.value, deps)) : failure(listing.error);
  },
});

/** The same by right click on a person. */
export const timeCard = defineUserCommand({
  name: 'timecard',
  visibility: 'ephemeral',
  guards,
  async run(ctx, { id }, deps: Needs) {
    const listing = await readListing(ctx, {}, deps);
    return listing.ok ? message(await managedPage(ctx, id, listing.value, deps)) : failure(listing.error);
  },
});

export const turnPage = defineButton({
  route: MANAGED_IDS.entries,
  guards,
  run: async (ctx, { member, ...ids }, deps: Needs) => update(await managedPage(ctx, member, listingIn(ids), deps)),
});
