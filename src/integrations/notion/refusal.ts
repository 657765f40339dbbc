import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTION_ERROR_KINDS, NotionError, type NotionErrorKind } from './api/errors.js';

const CODES: Readonly<Record<NotionErrorKind, ErrorCode>> = {
  'not-shared': 'NOTION_NOT_SHARED',
  'wrong-kind': 'NOTION_WRONG_KIND',
  'no-rights': 'NOTION_NO_RIGHTS',
  unauthorized: 'NOTION_UNAUTHORIZED',
  'rate-limited': 'NOTION_BUSY',
  overloaded: 'NOTION_BUSY',
  conflict: 'NOTION_BUSY',
  gateway: 'NOTION_UNREACHABLE',
  lost: 'NOTION_UNREACHABLE',
  refused: 'NOTION_REFUSED',
  unexpected: 'NOTION_UNEXPECTED',
};

/** What is said to people of what Notion refused. */
export const codeOfKind = (kind: NotionErrorKind): ErrorCode => CODES[kind];

/** The same for a kind that was kept as a text; what is not known any more counts as not understood. */
export const codeOfProblem = (kind: string): ErrorCode =>
  CODES[NOTION_ERROR_KINDS.find((known) => known === kind) ?? 'unexpected'];

/** What Notion refuses becomes an error for people; everything else is thrown on. */
export const orRefusal = async <Value>(work: () => Promise<Value>): Promise<Result<Value, DomainError>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof NotionError) return err(domainError(codeOfKind(error.kind)));
    throw error;
  }
};
