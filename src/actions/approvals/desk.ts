import type { ApprovalRequest } from '../../domain/approvals.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Asker } from './kept.js';

/** Where people see requests besides the door through which something was done; implemented in src/commands. Nothing of it rejects. */
export interface RequestDesk {
  /** Shows a new request to those who may approve, and remembers where. */
  post(asker: Asker, request: ApprovalRequest, channel: ChannelId): Promise<void>;
  /** Its message says what is so by now; `withdrawn`: its member has taken it back. */
  refresh(asker: Asker, request: ApprovalRequest, as: 'itIs' | 'withdrawn'): Promise<void>;
  /** Tells the member the answer by direct message, where they agreed to any; otherwise they hear of it with their next reply. */
  tell(asker: Asker, request: ApprovalRequest): void;
}
