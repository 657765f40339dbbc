interface ProblemParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
}

/** A refusal as Notion words it: HTTP status, code, and what it adds. */
export class NotionProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: ProblemParts;

  constructor(status: number, code: string, message: string, more: ProblemParts = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export const invalid = (message: string): NotionProblem => new NotionProblem(400, 'validation_error', message);

/** Notion does not tell what is missing from what was not shared. */
export const notFound = (what: string, id: string): NotionProblem =>
  new NotionProblem(
    404,
    'object_not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  );

export const restricted = (): NotionProblem =>
  new NotionProblem(403, 'restricted_resource', 'Insufficient permissions for this endpoint.');
