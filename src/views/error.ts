import type { DomainError, ErrorCode } from '../domain/errors.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { messageView, type MessageView } from './message.js';
import { timestamp } from './text.js';

/** Arguments of refusals that are moments, ms. */
const MOMENTS: Partial<Record<ErrorCode, readonly string[]>> = {
  TIME_SKIPPED: ['before', 'after'],
  ENTRY_OVERLAPS: ['from', 'to'],
};

/** The text of a refusal; its arguments may hold what users wrote. */
export const errorText = ({ code, params }: DomainError, t: Translator): string => {
  const safe: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value === 'string') safe[name] = userText(value);
    else safe[name] = MOMENTS[code]?.includes(name) === true ? timestamp(value, 'f') : value;
  }
  return t(`errors.${code}`, safe);
};

export const errorView = (error: DomainError, t: Translator): MessageView =>
  messageView({ content: `⚠️ ${errorText(error, t)}` });
