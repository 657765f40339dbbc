import { ERRORS, type DomainError } from '../../../domain/errors.js';
import type { SessionId, UserId } from '../../../domain/ids.js';
import type { LinkedTable } from '../../../domain/notion.js';
import type { NotionPageMemory } from '../../../engine/notion-pages.js';
import type { NotionPage } from '../api/api.js';
import { isSame } from '../keeping/written.js';
import type { SyncWork } from '../sync/part.js';
import { seenOn, valueIn } from './edits.js';
import type { InboundMeans } from './means.js';

/** What a look at edited pages works with. */
export interface Inbox extends SyncWork {
  readonly table: LinkedTable;
}

/** A change that may well be taken another time is not refused: the whole look is done again later. */
export const mustBeRefused = (error: DomainError): void => {
  if (ERRORS[error.code].retryable) throw new Error(`a change made at Notion is taken later: ${error.code}`);
};

/** Says something on a page, unless it says so already. */
export const say = async ({ api, table }: Inbox, page: NotionPage, text: string): Promise<void> => {
  const id = table.properties['remark'];
  const value = valueIn(page, table, 'remark');
  if (id === undefined || isSame(value?.type === 'text' ? value.text : '', text)) return;
  await api.updatePage(page.id, { properties: { [id]: { type: 'text', text } } });
};

/** A page is remembered with what stands on it now: what is to stand there instead is then written. */
export const rememberSeen = async (
  { space, table }: Inbox,
  page: NotionPage,
  { user, session, version, refused }: { user: UserId; session: SessionId; version: number; refused: string | null },
  { pages }: Pick<InboundMeans, 'pages'>,
): Promise<void> => {
  const memory: NotionPageMemory = {
    ...{ source: table.dataSourceId, page: page.id, wrote: seenOn(page, table), writing: null, gone: null, refused },
  };
  await pages.set(space, user, session, memory, version);
};
