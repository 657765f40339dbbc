import { commandProblems } from './commands.js';
import { userAgentProblems } from './headers.js';
import { modalProblems } from './modal.js';
import { choiceProblems, messageProblems } from './rules.js';
import { schemaProblems } from './schemas.js';

const field = (body: unknown, key: string): unknown =>
  typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === key)?.[1] : undefined;

const CALLBACKS = [
  'ApplicationCommandAutocompleteCallbackRequest',
  'CreateMessageInteractionCallbackRequest',
  'ModalInteractionCallbackRequest',
  'PongInteractionCallbackRequest',
  'UpdateMessageInteractionCallbackRequest',
];

/** By the callback's type, as Discord numbers it; a union would bury the real reason under those of the other kinds. */
const CALLBACK_SCHEMA: Readonly<Record<number, string>> = {
  1: CALLBACKS[3] ?? '',
  4: CALLBACKS[1] ?? '',
  5: CALLBACKS[1] ?? '',
  6: CALLBACKS[4] ?? '',
  7: CALLBACKS[4] ?? '',
  8: CALLBACKS[0] ?? '',
  9: CALLBACKS[2] ?? '',
};

/** An interaction response, as sent to `POST /interactions/{id}/{token}/callback` or in the HTTP answer. */
export const callbackProblems = (body: unknown, files = 0): string[] => {
  const type = Number(field(body, 'type'));
  const schema = CALLBACK_SCHEMA[type];
  if (schema === undefined) return [`callback: unknown type ${type}`];
  const data = field(body, 'data');
  const rules =
    type === 4 || type === 7
      ? messageProblems(data, { partial: type === 7, files })
      : type === 8
        ? choiceProblems(data)
        : type === 9
          ? modalProblems(data)
          : [];
  return [...schemaProblems([schema], body), ...rules];
};

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Schemas of the body, or null when the route takes none. */
  readonly problems: (body: unknown, files: number) => string[];
}

const noBody = (body: unknown): string[] =>
  body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0)
    ? []
    : ['a body where none is taken'];
const route = (method: string, path: RegExp, problems: Route['problems'] = noBody): Route => ({ method, path, problems });
const id = String.raw`\d{1,20}`;
const token = '[^/]+';

/** The document wants an integer where Discord's reference and answers have a string of digits; both are taken. */
const permissionsAsNumber =
  (key: string) =>
  (body: unknown): unknown => {
    const permissions = field(body, key);
    return typeof permissions === 'string' && /^\d+$/.test(permissions) && typeof body === 'object'
      ? { ...body, [key]: Number(permissions) }
      : body;
  };
const commandPermissions = permissionsAsNumber('default_member_permissions');
const rolePermissions = permissionsAsNumber('permissions');

/** Every request that the bot may make; another one is a finding. */
const ROUTES: readonly Route[] = [
  route('GET', /^\/gateway(\/bot)?$/),
  route('GET', /^\/applications\/@me$|^\/oauth2\/applications\/@me$/),
  // Their bodies are secret, and Discord's document does not have them: forms of RFC 6749.
  route('POST', /^\/oauth2\/token(\/revoke)?$/),
  route('GET', new RegExp(`^/users/(@me|${id})$`)),
  route('GET', /^\/users\/@me\/guilds(\?.*)?$/),
  route('POST', /^\/users\/@me\/channels$/, (body) => schemaProblems(['CreatePrivateChannelRequest'], body)),
  route('GET', new RegExp(String.raw`^/applications/${id}(/guilds/${id})?/commands(\?.*)?$`)),
  route('PUT', new RegExp(`^/applications/${id}(/guilds/${id})?/commands$`), (body) => [
    ...(Array.isArray(body)
      ? body.flatMap((command: unknown) => schemaProblems(['ApplicationCommandUpdateRequest'], commandPermissions(command)))
      : ['not a list']),
    ...commandProblems(body),
  ]),
  route('POST', new RegExp(String.raw`^/interactions/${id}/${token}/callback(\?.*)?$`), callbackProblems),
  route('POST', new RegExp(String.raw`^/webhooks/${id}/${token}(\?.*)?$`), (body, files) => [
    ...schemaProblems(['IncomingWebhookRequestPartial'], body),
    ...messageProblems(body, { partial: false, files }),
  ]),
  route('PATCH', new RegExp(String.raw`^/webhooks/${id}/${token}/messages/(@original|${id})(\?.*)?$`), (body) => [
    ...schemaProblems(['IncomingWebhookUpdateRequestPartial'], body),
    ...messageProblems(body, { partial: true }),
  ]),
  route('POST', new RegExp(`^/channels/${id}/messages$`), (body, files) => [
    ...schemaProblems(['MessageCreateRequest'], body),
    ...messageProblems(body, { partial: false, files }),
  ]),
  route('PATCH', new RegExp(`^/channels/${id}/messages/${id}$`), (body) => [
    ...schemaProblems(['MessageEditRequestPartial'], body),
    ...messageProblems(body, { partial: true }),
  ]),
  route('GET', new RegExp(`^/channels/${id}/messages/${id}$`)),
  route('DELETE', new RegExp(`^/channels/${id}/messages/${id}$`)),
  route('GET', new RegExp(String.raw`^/guilds/${id}(\?.*)?$`)),
  route('GET', new RegExp(`^/guilds/${id}/roles$`)),
  route('POST', new RegExp(`^/guilds/${id}/roles$`), (body) => schemaProblems(['CreateRoleRequest'], rolePermissions(body))),
  route('GET', new RegExp(`^/guilds/${id}/members/(@me|${id})$`)),
  route('GET', new RegExp(`^/guilds/${id}/voice-states/${id}$`)),
  route('GET', new RegExp(`^/guilds/${id}/channels$`)),
  route('GET', new RegExp(`^/channels/${id}$`)),
  route('PUT', new RegExp(`^/guilds/${id}/members/${id}/roles/${id}$`)),
  route('DELETE', new RegExp(`^/guilds/${id}/members/${id}/roles/${id}$`)),
];

/** What is wrong with one REST request; `path` without the version prefix. A request with files carries its JSON part as the body. */
export const requestProblems = (request: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** Names of the files of a multipart request. */
  readonly files?: readonly string[];
  /** Of a request that really went over HTTP; `undefined` there: none was sent. Left out: the body alone is judged. */
  readonly userAgent?: string | undefined;
}): string[] => {
  const found = ROUTES.find((one) => one.method === request.method && one.path.test(request.path));
  const where = `${request.method} ${request.path.replace(/(interactions|webhooks)\/(\d+)\/[^/]+/, '$1/$2/…')}`;
  return found === undefined
    ? [`${where}: not among the requests that the bot may make`]
    : [
        ...('userAgent' in request ? userAgentProblems(request.userAgent) : []),
        ...found.problems(request.body, request.files?.length ?? 0),
      ].map((problem) => `${where}: ${problem}`);
};

/** Registration bodies. */
export const registrationProblems = (body: unknown): string[] =>
  requestProblems({ method: 'PUT', path: '/applications/1/commands', body });
