import { z } from 'zod';
import type { Access } from './access.js';
import { createPage, updatePage } from './pages.js';
import { invalid, NotionProblem } from './problem.js';
import { readFilter, sortPages, sorts } from './query.js';
import { changeProperties, findProperty } from './schema.js';
import { showComment, showDatabase, showItem, showPage, showSource } from './show.js';
import { richText } from './values.js';
import { withDashes, type Database, type Source, type Workspace } from './workspace.js';

/** A request as its route sees it. */
export interface Call {
  readonly workspace: Workspace;
  readonly access: Access;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** Results that a query has at most, through all of its pages. */
  readonly queryCap: number;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  run(call: Call): object;
}

const read = <Shape>(schema: z.ZodType<Shape>, body: unknown): Shape => {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) throw invalid(`body failed validation: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** One page of a list. A cursor is the place in it. */
const paged = <Item>(
  items: readonly Item[],
  size: number | undefined,
  cursor: string | null | undefined,
): { results: readonly Item[]; next_cursor: string | null; has_more: boolean } => {
  const start = cursor === undefined || cursor === null ? 0 : Number(/^cursor-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw invalid('start_cursor is not valid.');
  const end = start + (size ?? 100);
  return {
    results: items.slice(start, end),
    next_cursor: end < items.length ? `cursor-${end}` : null,
    has_more: end < items.length,
  };
};

const pageSize = z.number().int().min(1).max(100);
const sizeOf = ({ query }: Call): number | undefined => {
  const asked = query['page_size'];
  return asked === undefined ? undefined : read(pageSize, Number(asked));
};
const cursorOf = ({ query }: Call): string | undefined => z.string().optional().parse(query['start_cursor']);

const asList = (value: string | string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? value.split(',') : value;
const properties = z.record(z.string(), z.unknown());
const nullOrEmoji = z.unknown().optional();

const addSource = (
  workspace: Workspace,
  database: Database,
  by: string,
  title: Source['title'],
  requests: z.infer<typeof properties>,
): Source => {
  const source: Source = { ...workspace.born(by), database: database.id, title, properties: [] };
  workspace.sources.set(source.id, source);
  database.sources.push(source.id);
  try {
    const hasTitle = Object.values(requests).some((one) => typeof one === 'object' && one !== null && 'title' in one);
    changeProperties(workspace, source, hasTitle ? requests : { Name: { title: {} }, ...requests });
  } catch (error) {
    workspace.sources.delete(source.id);
    database.sources.pop();
    throw error;
  }
  return source;
};

const users: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/me',
    run: ({ access: { connection } }) => ({
      ...{ object: 'user', id: connection.bot, name: connection.name, avatar_url: null, type: 'bot' },
      bot: {
        owner:
          connection.owner === null
            ? { type: 'workspace', workspace: true }
            : { type: 'user', user: { object: 'user', id: connection.owner } },
        ...{ workspace_id: 'w', workspace_name: 'Emulated', workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 } },
      },
    }),
  },
  {
    method: 'GET',
    path: '/users',
    run: (call) => {
      call.access.needs('readUsers');
      const people = [...call.workspace.people.values()].map(({ id, name, email }) => ({
        ...{ object: 'user', id, name, avatar_url: null, type: 'person', person: { email } },
      }));
      return { object: 'list', type: 'user', user: {}, ...paged(people, sizeOf(call), cursorOf(call)) };
    },
  },
];

const databases: readonly Route[] = [
  {
    method: 'POST',
    path: '/databases',
    run: ({ workspace, access, body }) => {
      access.needs('insert');
      const schema = z.strictObject({
        parent: z.strictObject({ type: z.literal('page_id'), page_id: z.string() }),
        title: richText.optional(),
        description: richText.optional(),
        is_inline: z.boolean().optional(),
        initial_data_source: z.strictObject({ properties: properties.optional() }).optional(),
        icon: nullOrEmoji,
        cover: nullOrEmoji,
      });
      const { parent, title = [], is_inline: isInline = false, initial_data_source: first } = read(schema, body);
      const page = workspace.page(parent.page_id);
      access.shared('page', page.id);
      const by = access.connection.bot;
      const database: Database = { ...workspace.born(by), page: page.id, title, sources: [], isInline };
      workspace.databases.set(database.id, database);
      try {
        addSource(workspace, database, by, title, first?.properties ?? {});
      } catch (error) {
        workspace.databases.delete(database.id);
        throw error;
      }
      return showDatabase(workspace, database);
    },
  },
  {
    method: 'GET',
    path: '/databases/:id',
    run: ({ workspace, access, params }) => {
      access.needs('read');
      const database = workspace.database(params['id']!);
      access.shared('database', database.id);
      return showDatabase(workspace, database);
    },
  },
  {
    method: 'PATCH',
    path: '/databases/:id',
    run: ({ workspace, access, params, body }) => {
      access.needs('update');
      const database = workspace.database(params['id']!);
      access.shared('database', database.id);
      const schema = z.strictObject({
        title: richText.optional(),
        is_inline: z.boolean().optional(),
        in_trash: z.boolean().optional(),
      });
      const { title, is_inline: isInline, in_trash: inTrash } = read(schema, body);
      database.title = title ?? database.title;
      database.isInline = isInline ?? database.isInline;
      database.inTrash = inTrash ?? database.inTrash;
      workspace.touch(database, access.connection.bot);
      return showDatabase(workspace, database);
    },
  },
];

const sources: readonly Route[] = [
  {
    method: 'POST',
    path: '/data_sources',
    run: ({ workspace, access, body }) => {
      access.needs('insert');
      const parent = z.strictObject({ type: z.literal('database_id').optional(), database_id: z.string() });
      const schema = z.strictObject({ parent, properties, title: richText.optional(), icon: nullOrEmoji });
      const request = read(schema, body);
      const database = workspace.database(request.parent.database_id);
      access.shared('database', database.id);
      return showSource(
        workspace,
        addSource(workspace, database, access.connection.bot, request.title ?? [], request.properties),
      );
    },
  },
  {
    method: 'GET',
    path: '/data_sources/:id',
    run: ({ workspace, access, params }) => {
      access.needs('read');
      const source = workspace.source(params['id']!);
      access.shared('data_source', source.id);
      return showSource(workspace, source);
    },
  },
  {
    method: 'PATCH',
    path: '/data_sources/:id',
    run: ({ workspace, access, params, body }) => {
      access.needs('update');
      const source = workspace.source(params['id']!);
      access.shared('data_source', source.id);
      const schema = z.strictObject({
        title: richText.optional(),
        properties: properties.optional(),
        in_trash: z.boolean().optional(),
        icon: nullOrEmoji,
      });
      const { title, properties: changes, in_trash: inTrash } = read(schema, body);
      if (changes !== undefined) changeProperties(workspace, source, changes);
      source.title = title ?? source.title;
      source.inTrash = inTrash ?? source.inTrash;
      workspace.touch(source, access.connection.bot);
      return showSource(workspace, source);
    },
  },
  {
    method: 'POST',
    path: '/data_sources/:id/query',
    run: ({ workspace, access, params, query, body, queryCap }) => {
      access.needs('read');
      const source = workspace.source(params['id']!);
      access.shared('data_source', source.id);
      const schema = z.strictObject({
        filter: z.unknown().optional(),
        sorts: sorts.optional(),
        start_cursor: z.string().nullable().optional(),
        page_size: pageSize.optional(),
        in_trash: z.boolean().optional(),
        result_type: z.enum(['page', 'data_source']).optional(),
      });
      const asked = read(schema, body);
      const only = asList(query['filter_properties'] ?? query['filter_properties[]']);
      const unknown = only.find((each) => findProperty(source, each) === undefined);
      if (unknown !== undefined) throw invalid(`Could not find property with name or id: ${unknown}`);
      const matches = asked.filter === undefined ? () => true : readFilter(workspace, source, asked.filter);
      const found = workspace.pagesOf(source.id).filter((page) => page.inTrash === (asked.in_trash ?? false) && matches(page));
      const sorted = sortPages(workspace, source, found, asked.sorts ?? []);
      const list = paged(sorted.slice(0, queryCap), asked.page_size, asked.start_cursor);
      const isCut = sorted.length > queryCap && !list.has_more;
      return {
        ...{ object: 'list', type: 'page_or_data_source', page_or_data_source: {}, ...list },
        results: list.results.map((page) => showPage(workspace, page, only)),
        request_status: isCut ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } : { type: 'complete' },
      };
    },
  },
];

const pageParent = z.union([
  z.strictObject({ type: z.literal('data_source_id').optional(), data_source_id: z.string() }),
  z.strictObject({ type: z.literal('page_id').optional(), page_id: z.string() }),
]);

const pages: readonly Route[] = [
  {
    method: 'POST',
    path: '/pages',
    run: (call) => {
      const { workspace, access, body, query } = call;
      access.needs('insert');
      const schema = z.strictObject({
        parent: pageParent,
        properties: properties.optional(),
        children: z.array(z.unknown()).max(100).optional(),
        icon: nullOrEmoji,
        cover: nullOrEmoji,
      });
      const request = read(schema, body);
      const isRow = 'data_source_id' in request.parent;
      const id = withDashes('data_source_id' in request.parent ? request.parent.data_source_id : request.parent.page_id);
      if (isRow) workspace.source(id);
      else workspace.page(id);
      access.shared(isRow ? 'data_source' : 'page', id);
      const page = createPage(workspace, isRow ? { source: id } : { page: id }, request.properties ?? {}, access.connection.bot);
      for (const child of request.children ?? []) addBlock(call, page.id, child);
      return showPage(workspace, page, asList(query['filter_properties']));
    },
  },
  {
    method: 'GET',
    path: '/pages/:id',
    run: ({ workspace, access, params, query }) => {
      access.needs('read');
      const page = workspace.page(params['id']!);
      access.shared('page', page.id);
      return showPage(workspace, page, asList(query['filter_properties']));
    },
  },
  {
    method: 'PATCH',
    path: '/pages/:id',
    run: ({ workspace, access, params, query, body }) => {
      access.needs('update');
      const page = workspace.page(params['id']!);
      access.shared('page', page.id);
      const schema = z.strictObject({
        properties: properties.optional(),
        in_trash: z.boolean().optional(),
        icon: nullOrEmoji,
        cover: nullOrEmoji,
      });
      const { properties: changes, in_trash: inTrash } = read(schema, body);
      updatePage(workspace, page, { properties: changes, inTrash }, access.connection.bot);
      return showPage(workspace, page, asList(query['filter_properties']));
    },
  },
  {
    method: 'GET',
    path: '/pages/:id/properties/:property',
    run: ({ workspace, access, params }) => {
      access.needs('read');
      const page = workspace.page(params['id']!);
      access.shared('page', page.id);
      const source = page.parent !== null && 'source' in page.parent ? workspace.source(page.parent.source) : null;
      const property = source === null ? undefined : findProperty(source, params['property']!);
      if (property === undefined) throw invalid(`Could not find property with name or id: ${params['property']!}`);
      return showItem(workspace, page, property);
    },
  },
];

const addBlock = ({ workspace, access }: Call, parent: string, input: unknown): object => {
  const {
    object: _object,
    type,
    ...rest
  } = read(z.looseObject({ object: z.literal('block').optional(), type: z.string().optional() }), input);
  const [key, ...others] = Object.keys(rest);
  if (key === undefined || others.length > 0 || (type !== undefined && type !== key))
    throw invalid('body failed validation: a block has one type');
  const content = read(z.looseObject({ rich_text: richText.optional() }), rest[key]);
  const block = { ...workspace.born(access.connection.bot), parent, type: key, content };
  workspace.blocks.set(block.id, block);
  return { object: 'block', id: block.id, type: key, [key]: content, has_children: false, in_trash: false };
};

const blocks: readonly Route[] = [
  {
    method: 'PATCH',
    path: '/blocks/:id/children',
    run: (call) => {
      const { workspace, access, params, body } = call;
      access.needs('insert');
      const page = workspace.page(params['id']!);
      access.shared('block', page.id);
      const schema = z.strictObject({ children: z.array(z.unknown()).min(1).max(100), position: z.looseObject({}).optional() });
      const { children } = read(schema, body);
      const results = children.map((child) => addBlock(call, page.id, child));
      workspace.touch(page, access.connection.bot);
      return { object: 'list', type: 'block', block: {}, results, next_cursor: null, has_more: false };
    },
  },
  {
    method: 'GET',
    path: '/blocks/:id/children',
    run: (call) => {
      const { workspace, access, params } = call;
      access.needs('read');
      const page = workspace.page(params['id']!);
      access.shared('block', page.id);
      const below = [...workspace.blocks.values()].filter(({ parent }) => parent === page.id);
      const shown = below.map(({ id, type, content }) => ({ object: 'block', id, type, [type]: content, has_children: false }));
      const inside = [...workspace.databases.values()]
        .filter((database) => database.page === page.id && !database.inTrash)
        .map(({ id, title }) => ({
          ...{ object: 'block', id, type: 'child_database', has_children: false },
          child_database: { title: title.map((each) => ('text' in each ? each.text.content : '')).join('') },
        }));
      return { object: 'list', type: 'block', block: {}, ...paged([...shown, ...inside], sizeOf(call), cursorOf(call)) };
    },
  },
];

const comments: readonly Route[] = [
  {
    method: 'POST',
    path: '/comments',
    run: ({ workspace, access, body }) => {
      access.needs('insertComments');
      const schema = z.strictObject({
        parent: z.strictObject({ page_id: z.string(), type: z.literal('page_id').optional() }).optional(),
        discussion_id: z.string().optional(),
        rich_text: richText.min(1),
      });
      const request = read(schema, body);
      const known = workspace.comments.find(({ discussion }) => discussion === request.discussion_id);
      const id = request.parent?.page_id ?? known?.page;
      if (id === undefined) throw invalid('body failed validation: a comment has a page or a discussion');
      const page = workspace.page(id);
      access.shared('page', page.id);
      const comment = {
        ...{ id: workspace.id(), page: page.id, discussion: request.discussion_id ?? workspace.id() },
        ...{ text: request.rich_text, by: access.connection.bot, at: workspace.now() },
      };
      workspace.comments.push(comment);
      return showComment(workspace, comment);
    },
  },
  {
    method: 'GET',
    path: '/comments',
    run: (call) => {
      call.access.needs('readComments');
      const page = call.workspace.page(z.string().parse(call.query['block_id']));
      call.access.shared('page', page.id);
      const found = call.workspace.comments.filter((comment) => comment.page === page.id);
      const list = paged(found, sizeOf(call), cursorOf(call));
      return {
        object: 'list',
        type: 'comment',
        comment: {},
        ...list,
        results: list.results.map((one) => showComment(call.workspace, one)),
      };
    },
  },
];

const search: Route = {
  method: 'POST',
  path: '/search',
  run: ({ workspace, access, body }) => {
    access.needs('read');
    const schema = z.strictObject({
      query: z.string().optional(),
      filter: z.strictObject({ property: z.literal('object'), value: z.enum(['page', 'data_source']) }).optional(),
      sort: z
        .strictObject({ timestamp: z.literal('last_edited_time'), direction: z.enum(['ascending', 'descending']) })
        .optional(),
      start_cursor: z.string().optional(),
      page_size: pageSize.optional(),
    });
    const { query = '', filter, start_cursor: cursor, page_size: size } = read(schema, body);
    const fits = (title: string): boolean => title.toLowerCase().includes(query.toLowerCase());
    const found: object[] = [];
    if (filter?.value !== 'data_source')
      for (const page of workspace.pages.values())
        if (!page.inTrash && access.sees(page.id) && fits(workspace.titleOf(page))) found.push(showPage(workspace, page));
    if (filter?.value !== 'page')
      for (const source of workspace.sources.values())
        if (
          !source.inTrash &&
          access.sees(source.id) &&
          fits(source.title.map((one) => ('text' in one ? one.text.content : '')).join(''))
        )
          found.push(showSource(workspace, source));
    return { object: 'list', type: 'page_or_data_source', page_or_data_source: {}, ...paged(found, size, cursor) };
  },
};

export const ROUTES: readonly Route[] = [...users, ...databases, ...sources, ...pages, ...blocks, ...comments, search];

export const unknownRoute = (): NotionProblem => new NotionProblem(400, 'invalid_request_url', 'Invalid request URL.');
