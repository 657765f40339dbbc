import { ChannelType } from 'discord-api-types/v10';
import { BOARD_POSTS_MAX, periodStart, SCHEDULES, type BoardPost } from '../../domain/board-posts.js';
import { namedCategory } from '../../domain/category-search.js';
import { domainError } from '../../domain/errors.js';
import { guildOf } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { boardPosts } from '../../engine/documents/kinds/board-posts.js';
import { plainText } from '../../i18n/user-text.js';
import { boardPostsView } from '../../views/boards/posts.js';
import { activeChoices } from '../category-choices.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { todayIn } from '../../actions/boards/times.js';

type PostDeps = Pick<Deps, 'documents' | 'spaces' | 'clock'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;

const listed = async (ctx: Context, list: readonly BoardPost[], deps: PostDeps, done: string | null = null): Promise<Reply> => {
  const config = await deps.spaces.get(ctx.space);
  const posts = list.map((post) => ({
    ...post,
    category: post.category === null ? null : lookOf(config, post.category),
  }));
  return message(boardPostsView({ posts, settings: config.settings, done }, ctx.t));
};

const originOf = (ctx: Context, event: string) => ({
  ...{ actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source },
});

const set = defineCommand({
  ...shared,
  name: 'set',
  options: {
    channel: opt.channel([ChannelType.GuildText, ChannelType.GuildAnnouncement]).required(),
    schedule: opt.choice(SCHEDULES).required(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
  },
  async run(ctx, { channel, schedule: every, category: typed }, deps: PostDeps & Pick<Deps, 'channels'>) {
    const config = await deps.spaces.get(ctx.space);
    if (!config.settings.boards) return failure(domainError('BOARDS_OFF'));
    const found = typed === undefined ? null : namedCategory(config, typed);
    if (found?.ok === false) return failure(found.error);
    const guild = guildOf(ctx.space);
    const usable = guild === null ? err(domainError('GUILD_ONLY')) : await deps.channels.check(guild, channel);
    if (!usable.ok) return failure(usable.error);
    const category = found === null ? null : found.value.id;
    const next = periodStart(every, todayIn(config, deps.clock.now()));
    const kept = await deps.documents.of(boardPosts).update(ctx.space, originOf(ctx, 'boardPostSet'), (document) => {
      const { list, declared } = document;
      // Once is enough.
      if (list.some((one) => one.channel === channel && one.every === every && one.category === category)) return ok(document);
      if (list.length >= BOARD_POSTS_MAX) return err(domainError('BOARD_POSTS_FULL', { max: BOARD_POSTS_MAX }));
      const post: BoardPost = { id: String(declared + 1), channel, every, category, next, problem: null };
      return ok({ ...document, list: [...list, post], declared: declared + 1 });
    });
    return kept.ok ? listed(ctx, kept.value.list, deps, ctx.t('boards.posts.set')) : failure(kept.error);
  },
});

/** What is posted by itself; sends ids. Channels cannot be named in a list of choices, so their number in the list tells them apart. */
const postChoices: Autocomplete = async (ctx, _typed, { documents, spaces }) => {
  const [{ list }, config] = await Promise.all([documents.of(boardPosts).get(ctx.space), spaces.get(ctx.space)]);
  return list.map(({ id, every, category }, at) => {
    const of = category === null ? '' : ` · ${plainText(lookOf(config, category).name)}`;
    return { name: `${at + 1}. ${ctx.t(`boards.posts.every.${every}`)}${of}`, value: id };
  });
};

const off = defineCommand({
  ...shared,
  name: 'off',
  options: { post: opt.string({ minLength: 1, maxLength: 20, autocomplete: postChoices }).optional() },
  async run(ctx, { post }, deps: PostDeps) {
    const kept = await deps.documents.of(boardPosts).update(ctx.space, originOf(ctx, 'boardPostOff'), (document) => {
      const { list } = document;
      if (post === undefined) return list.length === 0 ? err(domainError('BOARD_POST_NOT_FOUND')) : ok({ ...document, list: [] });
      const left = list.filter(({ id }) => id !== post);
      return left.length === list.length ? err(domainError('BOARD_POST_NOT_FOUND')) : ok({ ...document, list: left });
    });
    return kept.ok ? listed(ctx, kept.value.list, deps, ctx.t('boards.posts.off')) : failure(kept.error);
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  run: async (ctx, _options, deps: PostDeps) => listed(ctx, (await deps.documents.of(boardPosts).get(ctx.space)).list, deps),
});

/** Leaderboards that are posted by themselves, for those who manage dashboards. */
export const postCommands = defineGroup({ name: 'post', guards: [needs('manageDashboards')], children: [set, off, list] });
