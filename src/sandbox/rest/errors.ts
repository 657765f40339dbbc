/** Nested like the request; leaves hold `_errors`. */
export interface FormErrors {
  [key: string]: FormErrors | FormError[];
}
export interface FormError {
  readonly code: string;
  readonly message: string;
}

/** A refusal as Discord words it. @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;
  /** Seconds to wait, of a 429. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  toBody(): object {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
      ...(this.retryAfter === undefined ? {} : { retry_after: this.retryAfter, global: false }),
    };
  }
}

const table = {
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unauthorized: [401, 0, '401: Unauthorized'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  missingScope: [403, 50026, 'Missing required OAuth2 scope'],
  unknownVoiceState: [404, 10065, 'Unknown Voice State'],
  tooManyRoles: [400, 30005, 'Maximum number of guild roles reached (250)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  cannotInChannel: [403, 50024, 'Cannot execute action on this channel type'],
  foreignMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotDirectMessage: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRole: [400, 50028, 'Invalid role'],
  invalidForm: [400, 50035, 'Invalid Form Body'],
  noMutualGuilds: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  threadArchived: [403, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  invalidApiVersion: [400, 50041, 'Invalid API version provided'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export const discordError = (name: keyof typeof table, errors?: FormErrors): DiscordError => {
  const [status, code, message] = table[name];
  return new DiscordError(status, code, message, errors);
};

/** 30032: `max` commands of this kind are allowed. */
export const tooManyCommands = (max: number): DiscordError =>
  new DiscordError(400, 30032, `Maximum number of application commands reached (${max})`);

/** 30046, which Discord sends as a rate limit. `retryAfter`: seconds. */
export const tooManyOldEdits = (retryAfter: number): DiscordError => {
  const message = 'Maximum number of edits to messages older than 1 hour reached. Try again later';
  return new DiscordError(429, 30046, message, undefined, retryAfter);
};

/** 50035 for one field, e.g. `fieldError(['data', 'content'], 'BASE_TYPE_REQUIRED', 'This field is required')`. */
export const fieldError = (path: readonly (string | number)[], code: string, message: string): DiscordError => {
  const errors: FormErrors = {};
  addFormError(errors, path, { code, message });
  return discordError('invalidForm', errors);
};

export const addFormError = (errors: FormErrors, path: readonly PropertyKey[], error: FormError): void => {
  let node = errors;
  for (const key of path) {
    const next = node[String(key)];
    if (next && !Array.isArray(next)) node = next;
    else node = node[String(key)] = {};
  }
  const leaf = node['_errors'];
  if (Array.isArray(leaf)) leaf.push(error);
  else node['_errors'] = [error];
};
