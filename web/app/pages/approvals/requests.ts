import type { App } from '../../core/app.js';
import type { Page } from '../../core/contract.js';
import type { ApprovalItem, Approved } from './contract.js';

/** Pages that are asked for at most; each is of some members. */
const PAGES_MAX = 20;

/** What waits for an answer, the oldest first. */
export async function openRequests(app: App): Promise<readonly ApprovalItem[]> {
  const requests: ApprovalItem[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page: Page<ApprovalItem> = await app.api.get(`/spaces/${app.model.space?.id ?? ''}/open-requests`, { cursor });
    requests.push(...page.items);
    cursor = page.next;
    if (cursor === null) break;
  }
  return requests.sort((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt));
}

const pathOf = (app: App, { id, member }: ApprovalItem, answer: 'approval' | 'refusal'): string =>
  `/spaces/${app.model.space?.id ?? ''}/members/${member}/requests/${encodeURIComponent(id)}/${answer}`;

export const approve = (app: App, request: ApprovalItem, reason: string | null): Promise<Approved> =>
  app.api.write<Approved>('POST', pathOf(app, request, 'approval'), { body: { reason } });

export const decline = async (app: App, request: ApprovalItem, reason: string): Promise<void> => {
  await app.api.write('POST', pathOf(app, request, 'refusal'), { body: { reason } });
};
