import { messageView, type MessageView } from './message.js';

/** A line or two of text; `warnings` stand below it. All is already translated and safe to show. */
export const noticeView = (done: string, warnings: readonly string[] = []): MessageView =>
  messageView({ content: [`✅ ${done}`, ...warnings.map((warning) => `⚠️ ${warning}`)].join('\n') });
