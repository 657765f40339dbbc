import { z } from 'zod';
import type { NotionApi } from '../api/api.js';
import type { Manner } from '../pace.js';
import { queryToEnd } from './query.js';
import { childDatabase, database, dataSource, listOf, page, person, self } from './read.js';
import { createRequests, type RequestsParts } from './requests.js';
import { commentBody, patchesBody, pieces, propertyBody, valuesBody } from './write.js';

const SEARCH_SIZE = 100;

export interface NotionApiParts extends RequestsParts {
  /** Does somebody wait for what is asked? Such requests go first, and give up sooner. */
  readonly urgent: boolean;
}

/** Notion by its own SDK. Nothing is loaded or sent before something is asked for. */
export const createNotionApi = ({ urgent, ...parts }: NotionApiParts): NotionApi => {
  const requests = createRequests(parts);
  const again: Manner = { repeatable: true, urgent };
  const once: Manner = { repeatable: false, urgent };
  return {
    me: () => requests.ask(self, (client) => client.users.me({}), again),
    people: async () => {
      const found = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const from: { start_cursor?: string } = cursor === undefined ? {} : { start_cursor: cursor };
        const answer = await requests.ask(listOf(person), (client) => client.users.list({ page_size: 100, ...from }), again);
        found.push(...answer.results.filter((each) => each !== null));
        cursor = answer.has_more ? answer.next_cursor : null;
      }
      return found;
    },
    searchPages: async (words) => {
      const asked = { query: words, page_size: SEARCH_SIZE, filter: { property: 'object', value: 'page' } } as const;
      const { results } = await requests.ask(listOf(page), (client) => client.search(asked), again);
      return results.filter(({ inTrash }) => !inTrash);
    },
    searchDataSources: async (words) => {
      const asked = { query: words, page_size: SEARCH_SIZE, filter: { property: 'object', value: 'data_source' } } as const;
      const { results } = await requests.ask(listOf(dataSource), (client) => client.search(asked), again);
      return results.filter(({ inTrash }) => !inTrash);
    },
    database: (id) => requests.ask(database, (client) => client.databases.retrieve({ database_id: id }), again),
    createDatabase: (pageId, title, properties) =>
      requests.ask(
        database,
        (client) =>
          client.databases.create({
            parent: { type: 'page_id', page_id: pageId },
            title: pieces(title),
            initial_data_source: {
              properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, propertyBody(each)])),
            },
          }),
        once,
      ),
    databasesOn: async (pageId) => {
      const found = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const from: { start_cursor?: string } = cursor === undefined ? {} : { start_cursor: cursor };
        const asked = { block_id: pageId, page_size: 100, ...from };
        const answer = await requests.ask(listOf(childDatabase), (client) => client.blocks.children.list(asked), again);
        found.push(...answer.results.filter((each) => each !== null));
        cursor = answer.has_more ? answer.next_cursor : null;
      }
      return found;
    },
    dataSource: (id) => requests.ask(dataSource, (client) => client.dataSources.retrieve({ data_source_id: id }), again),
    updateDataSource: (id, properties) =>
      requests.ask(
        dataSource,
        (client) => client.dataSources.update({ data_source_id: id, properties: patchesBody(properties) }),
        Object.values(properties).some((patch) => 'make' in patch) ? once : again,
      ),
    query: (dataSourceId, query = {}) => queryToEnd(requests, dataSourceId, query, again),
    page: (id) => requests.ask(page, (client) => client.pages.retrieve({ page_id: id }), again),
    createPage: (dataSourceId, properties) =>
      requests.ask(
        page,
        (client) => client.pages.create({ parent: { data_source_id: dataSourceId }, properties: valuesBody(properties) }),
        once,
      ),
    updatePage: (id, { properties, inTrash }) =>
      requests.ask(
        page,
        (client) =>
          client.pages.update({
            page_id: id,
            ...(properties === undefined ? {} : { properties: valuesBody(properties) }),
            ...(inTrash === undefined ? {} : { in_trash: inTrash }),
          }),
        again,
      ),
    comment: async (pageId, parts) => {
      await requests.ask(z.looseObject({ id: z.string() }), (client) => client.comments.create(commentBody(pageId, parts)), once);
    },
  };
};
