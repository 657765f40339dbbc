import type { Client, QueryDataSourceParameters } from '@notionhq/client';
import type { Filter, NotionPage, Query } from '../api/api.js';
import { NotionError } from '../api/errors.js';
import type { Manner } from '../pace.js';
import { listOf, page } from './read.js';
import type { Requests } from './requests.js';

/** Pages of one answer: as many as Notion gives. */
const PAGE_SIZE = 100;

const both = (a: Filter | undefined, b: Filter): Filter => (a === undefined ? b : { and: [a, b] });

/**
 * Every page that fits, oldest first. Notion ends a query after 10,000 pages and says so; then the next one begins at the moment at which the last page was made, and
 * what came before is left out.
 * Rejects with `NotionError`, `unexpected` also when more pages were made in one minute than one query answers.
 */
export async function* queryToEnd(
  requests: Requests,
  dataSourceId: string,
  { filter, properties }: Query,
  manner: Manner,
): AsyncGenerator<readonly NotionPage[]> {
  let edge: Edge = { at: null, ids: new Set() };
  for (;;) {
    const window = edge.at === null ? filter : both(filter, createdFrom(edge.at));
    const begun: Edge = edge;
    let cursor: string | null = null;
    let isCut: boolean;
    do {
      const asked: QueryDataSourceParameters = {
        ...{ data_source_id: dataSourceId, page_size: PAGE_SIZE, result_type: 'page' },
        sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
        ...(window === undefined ? {} : { filter: filterBody(window) }),
        ...(properties === undefined ? {} : { filter_properties: [...properties] }),
        ...(cursor === null ? {} : { start_cursor: cursor }),
      };
      const answer = await requests.ask(listOf(page), (client: Client) => client.dataSources.query(asked), manner);
      const fresh = answer.results.filter(({ id }) => !begun.ids.has(id));
      for (const each of answer.results) edge = further(edge, each);
      if (fresh.length > 0) yield fresh;
      cursor = answer.has_more ? answer.next_cursor : null;
      isCut = answer.request_status?.type === 'incomplete';
    } while (cursor !== null);
    if (!isCut) return;
    if (edge.at === begun.at) throw new NotionError('unexpected', { code: 'query_window_too_full' });
  }
}

/** The newest moment (ms) of what was read, and the pages of that moment: they come again in the next window. */
interface Edge {
  readonly at: number | null;
  readonly ids: ReadonlySet<string>;
}
const further = (edge: Edge, { id, createdAt }: NotionPage): Edge => {
  if (edge.at === null || createdAt > edge.at) return { at: createdAt, ids: new Set([id]) };
  return createdAt === edge.at ? { at: edge.at, ids: new Set([...edge.ids, id]) } : edge;
};

const createdFrom = (at: number): Filter => ({
  timestamp: 'created_time',
  created_time: { on_or_after: new Date(at).toISOString() },
});

/** As Notion writes filters, but that it wants lists that may be written to. */
type FilterBody = NonNullable<QueryDataSourceParameters['filter']>;
const filterBody = (filter: Filter): FilterBody => structuredClone(filter) as FilterBody;
