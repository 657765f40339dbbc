import type { ApprovalChange } from '../../../../src/domain/approvals.js';
import type { Shown } from '../approvals/contract.js';

/** What the reader asked approval for, as it stands. */
export interface OwnRequest {
  readonly id: string;
  readonly askedAt: string;
  readonly reason: string | null;
  readonly what: ApprovalChange['type'];
  readonly because: 'tooFarBack' | 'tooMuch' | 'adding';
  readonly before: Shown | null;
  readonly after: Shown | null;
  readonly state: 'open' | 'approved' | 'declined';
  readonly answer: {
    readonly by: string;
    readonly at: string;
    readonly reason: string | null;
    readonly isApplied: boolean;
  } | null;
}
