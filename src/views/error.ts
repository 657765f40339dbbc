import type { DomainError } from '../domain/errors.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { messageView, type MessageView } from './message.js';

/** The text of a refusal; its arguments may hold what users wrote. */
export const errorText = ({ code, params }: DomainError, t: Translator): string => {
  const safe: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params ?? {})) safe[name] = typeof value === 'string' ? userText(value) : value;
  return t(`errors.${code}`, safe);
};

export const errorView = (error: DomainError, t: Translator): MessageView =>
  messageView({ content: `⚠️ ${errorText(error, t)}` });
