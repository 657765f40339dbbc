import { namedCategory } from '../../domain/category-search.js';
import type { DomainError } from '../../domain/errors.js';
import { categoryId, type CategoryId, type UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { entryList, type EntryListModel, type ListedEntry } from '../../views/entries/entry-list.js';
import type { LayoutView } from '../../views/message.js';
import { categoryMark } from '../category-mark.js';
import { activeChoices } from '../category-choices.js';
import { IDS, momentIn, momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { forcedBy } from './forced-by.js';
import { readPage, type PageRequest, type Place } from './pages.js';
import { readMoments } from './typed-times.js';

export type ListDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces' | 'clock'>;

/** With the session that runs it is one more; a page has room for ten rows. */
const PAGE = 8;

/** What is listed, and where the page begins. */
export interface Listing {
  /** ms; null for no limit. */
  readonly from: number | null;
  readonly to: number | null;
  /** As `categoryMark` shortens it; null for all. */
  readonly category: string | null;
  readonly way: PageRequest['way'];
  readonly place: Place | null;
}

/** The arguments of the buttons that turn the page, whoever may use them. */
export type PageIds = Omit<NonNullable<ReturnType<(typeof IDS)['entries']['decode']>>, 'owner'>;

/** Whose entries are listed, and where the buttons lead. */
export interface Lister {
  readonly user: UserId;
  edit(session: Session): string;
  page(ids: PageIds): string;
  /** What is shown to who looks at the entries of somebody else. */
  managed?(entries: readonly Session[]): EntryListModel['managed'];
}

const ownLister = ({ user }: Context): Lister => ({
  user,
  edit: ({ id }) => IDS.edit.encode({ owner: user, session: id }),
  page: (ids) => IDS.entries.encode({ owner: user, ...ids }),
});

export const pageView = async (
  ctx: Context,
  listing: Listing,
  deps: ListDeps,
  lister: Lister = ownLister(ctx),
): Promise<LayoutView> => {
  const { from, to, category, way, place } = listing;
  const { timesheet } = deps;
  const now = ctx.occurredAt;
  const keep = (session: Session): boolean => category === null || categoryMark(session.category) === category;
  const [config, status, page] = await Promise.all([
    configOrNull(deps, ctx.space),
    place === null && to === null ? deps.overview.status(ctx.space, lister.user) : null,
    readPage((start, end) => timesheet.entries(ctx.space, lister.user, start, end), {
      ...{ from: from ?? 0, to: to ?? Infinity, way, place, count: PAGE, keep, now },
    }),
  ]);
  const forced = await forcedBy({ space: ctx.space, user: lister.user }, page.entries, deps);
  const active = status?.ok === true ? status.value.state.active : null;
  const listed = (session: Session): ListedEntry => ({
    session,
    category: lookOf(config, session.category),
    edit: lister.edit(session),
    forced: forced.get(session.id) ?? null,
  });
  const turn = (target: Place | null, direction: PageRequest['way']): string | null =>
    target === null ? null : lister.page(pageIds({ ...listing, way: direction, place: target }));
  return entryList(
    {
      active: active !== null && keep(active) ? listed(active) : null,
      entries: page.entries.map(listed),
      from,
      to,
      category: category === null ? null : lookOf(config, markedCategory(config, category)),
      older: turn(page.older, 'older'),
      newer: turn(page.newer, 'newer'),
      now,
      managed: lister.managed?.(page.entries) ?? null,
    },
    ctx.t,
  );
};

const pageIds = ({ from, to, category, way, place }: Listing): PageIds => ({
  from: momentText(from),
  to: momentText(to),
  category: category ?? '-',
  way,
  at: momentText(place?.at),
  skip: place?.skip ?? 0,
});

/** The page that a button leads to. */
export const listingIn = ({ from, to, category, way, at, skip }: PageIds): Listing => {
  const moment = momentIn(at);
  return {
    from: momentIn(from),
    to: momentIn(to),
    category: category === '-' ? null : category,
    way,
    place: moment === null ? null : { at: moment, skip },
  };
};

/** The category of a mark; the mark itself when it is gone. */
const markedCategory = (config: SpaceConfig | null, mark: string): CategoryId =>
  config?.categories.find(({ id }) => categoryMark(id) === mark)?.id ?? categoryId(mark);

const typedTime = () => opt.string({ minLength: 1, maxLength: 64 }).optional();
/** What limits a list. */
export const listOptions = {
  from: typedTime(),
  to: typedTime(),
  category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
};

/** One's own entries, newest first. */
export const listEntries = defineCommand({
  name: 'list',
  visibility: 'ephemeral',
  guards: [],
  options: listOptions,
  async run(ctx, typed, deps: ListDeps & Pick<Deps, 'documents'>) {
    const listing = await readListing(ctx, typed, deps);
    return listing.ok ? message(await pageView(ctx, listing.value, deps)) : failure(listing.error);
  },
});

interface TypedListing {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly category?: string | undefined;
}

/** The first page of what was typed. TIME_INVALID, TIME_SKIPPED, CATEGORY_NOT_FOUND. */
export const readListing = async (
  ctx: Context,
  { from, to, category }: TypedListing,
  deps: Pick<Deps, 'spaces' | 'documents'>,
): Promise<Result<Listing, DomainError>> => {
  const context = await typingOf(ctx, deps);
  const start = from === undefined ? null : readMoments(from, context);
  if (start?.ok === false) return start;
  const end = to === undefined ? null : readMoments(to, context);
  if (end?.ok === false) return end;
  const found = category === undefined ? null : namedCategory(await deps.spaces.get(ctx.space), category);
  if (found?.ok === false) return found;
  return ok({
    from: start?.value[0] ?? null,
    // Up to and with that minute, and of a minute that the clocks show twice the later one.
    to: end === null ? null : (end.value.at(-1) ?? 0) + 60_000,
    category: found === null ? null : categoryMark(found.value.id),
    way: 'older',
    place: null,
  });
};

export const listButton = defineButton({
  route: IDS.entries,
  guards: [ownedBy('owner')],
  run: async (ctx, ids, deps: ListDeps) => update(await pageView(ctx, listingIn(ids), deps)),
});
