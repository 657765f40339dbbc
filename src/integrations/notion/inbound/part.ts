import { NOTHING_WAITS, type SyncPart, type SyncWork } from '../sync/part.js';
import { positionIn } from '../timers/part.js';
import type { NotionPage } from '../api/api.js';
import { timerOn } from './edits.js';
import { takeEdits } from './take-edits.js';
import { takeNew } from './take-new.js';
import type { Inbox } from './inbox.js';
import type { InboundMeans } from './means.js';

/** Notion tells when a page was edited to the minute, and what was just edited may be found a little later. ms */
const OVERLAP_MS = 120_000;

const pagesEdited = async ({ api }: SyncWork, dataSourceId: string, since: number): Promise<readonly NotionPage[]> => {
  const found: NotionPage[] = [];
  const from = new Date(since).toISOString();
  const filter = { timestamp: 'last_edited_time', last_edited_time: { on_or_after: from } } as const;
  for await (const pages of api.query(dataSourceId, { filter })) found.push(...pages);
  return found.sort((a, b) => a.editedAt - b.editedAt);
};

/**
 * What people start, end and change at Notion. Pages that were edited since the last look, and a little before, are held against what we wrote there: our own
 * work is none of theirs. How far it has looked goes by Notion's clock.
 */
export const createInboundPart = (means: InboundMeans): SyncPart => ({
  name: 'inbound',
  run: async (work) => {
    const { space, connection, goesOn } = work;
    const table = connection.mode === 'pages' ? connection.tables.timers : undefined;
    if (table === undefined) return null;
    const name = positionIn('inbound', table.dataSourceId);
    const since = connection.since ?? 0;
    const looked = Number((await means.positions.position(space, name)) ?? since);
    const pages = await pagesEdited(work, table.dataSourceId, Math.max(since, looked) - OVERLAP_MS);
    const inbox: Inbox = { ...work, table };
    for (const page of pages) {
      if (!goesOn()) return null;
      const timer = timerOn(page, table);
      if (timer.entryId === '') await takeNew(inbox, page, timer, means);
      else await takeEdits(inbox, page, timer, means);
    }
    const newest = Math.max(looked, ...pages.map(({ editedAt }) => editedAt));
    if (newest > looked) await means.positions.setPosition(space, name, String(newest));
    return null;
  },
  waiting: () => Promise.resolve(NOTHING_WAITS),
});
