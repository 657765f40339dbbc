import type { DomainError, ErrorCode } from '../../domain/errors.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { errorText } from '../error.js';
import { messageView, type MessageView } from '../message.js';

/** Refusals whose own texts speak to the member, and not to who approves. */
const FOR_OTHERS: Readonly<Partial<Record<ErrorCode, MessageKey>>> = {
  SESSION_ALREADY_ACTIVE: 'approvals.blocked.SESSION_ALREADY_ACTIVE',
  ENTRY_OVERLAPS: 'approvals.blocked.ENTRY_OVERLAPS',
  MEMBER_SUSPENDED: 'approvals.blocked.SUSPENDED',
  MEMBER_SUSPENDED_UNTIL: 'approvals.blocked.SUSPENDED',
};

/** Tells who approves why the change cannot be made. */
export const blockedView = (error: DomainError, t: Translator): MessageView => {
  const key = FOR_OTHERS[error.code];
  const reason = key === undefined ? errorText(error, t) : t(key);
  return messageView({ content: `⚠️ ${t('approvals.blocked.still', { reason })}` });
};
