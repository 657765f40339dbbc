import { isCapability } from '../domain/capabilities.js';
import { MOMENTS_OF_ERRORS } from '../domain/error-moments.js';
import type { DomainError, ErrorCode } from '../domain/errors.js';
import { formatDay } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { messageView, type MessageView } from './message.js';
import { exactTimestamp, timestamp } from './text.js';

/** Refusals that are about seconds. */
const EXACT: ReadonlySet<ErrorCode> = new Set(['END_BEFORE_START']);
/** Refusals that say how long something takes from now on. */
const AHEAD: ReadonlySet<ErrorCode> = new Set(['RATE_LIMITED', 'SERVER_RATE_LIMITED']);
const momentText = (code: ErrorCode, ms: number): string => {
  if (AHEAD.has(code)) return timestamp(ms, 'R');
  return EXACT.has(code) ? exactTimestamp(ms) : timestamp(ms, 'f');
};
const DASHED_DAY = /^\d{4}-\d{2}-\d{2}$/;
const SNOWFLAKE = /^\d{1,20}$/;

/** A text argument as it is shown: what stands for something by its id or key under its name, all else as what a user wrote. */
const shown = (code: ErrorCode, name: string, value: string, t: Translator): string => {
  if (code === 'CAPABILITY_MISSING' && isCapability(value)) return t(`permissions.capabilities.${value}.name`);
  if (code === 'CATEGORY_ROLE_REQUIRED' && name === 'role' && SNOWFLAKE.test(value)) return `<@&${value}>`;
  if ((code === 'MEMBER_OFF_THE_CLOCK' || code === 'INSIGHTS_NOT_SHARED') && SNOWFLAKE.test(value)) return `<@${value}>`;
  if (code === 'LEAVE_OVERLAPS' && DASHED_DAY.test(value)) return formatDay(value.replaceAll('-', ''), t);
  return userText(value);
};

/** The text of a refusal; its arguments may hold what users wrote. */
export const errorText = ({ code, params }: DomainError, t: Translator): string => {
  const safe: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value === 'string') safe[name] = shown(code, name, value, t);
    else safe[name] = MOMENTS_OF_ERRORS[code]?.includes(name) === true ? momentText(code, value) : value;
  }
  return t(`errors.${code}`, safe);
};

export const errorView = (error: DomainError, t: Translator): MessageView => {
  const caveat = error.assumed === true ? `\n-# ${t('common.possiblyStale')}` : '';
  return messageView({ content: `⚠️ ${errorText(error, t)}${caveat}` });
};
