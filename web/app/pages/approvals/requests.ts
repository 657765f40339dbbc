import type { App } from '../../core/app.js';
import type { Page } from '../../core/contract.js';
import type { ApprovalItem } from './contract.js';

const path = (app: App): string => `/spaces/${app.model.space?.id ?? ''}/approvals`;

/** What waits for an answer, the oldest first. */
export const openRequests = async (app: App): Promise<readonly ApprovalItem[]> =>
  (await app.api.get<Page<ApprovalItem>>(path(app))).items;

/** @throws {Refused} with the reason why the change cannot be made; the request stays open then */
export const approve = async (app: App, { id, user }: ApprovalItem, reason: string | null): Promise<void> => {
  await app.api.write('POST', `${path(app)}/${user}/${encodeURIComponent(id)}/approve`, { body: { reason } });
};

export const decline = async (app: App, { id, user }: ApprovalItem, reason: string): Promise<void> => {
  await app.api.write('POST', `${path(app)}/${user}/${encodeURIComponent(id)}/decline`, { body: { reason } });
};
