import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import { Access, CAPABILITIES, connectionOf, type Capability, type Connection } from './access.js';
import { Faults, Limiter, problemOf } from './faults.js';
import { htmlOf } from './html.js';
import { createPage, updatePage } from './pages.js';
import { invalid, NotionProblem } from './problem.js';
import { ROUTES, unknownRoute, type Route } from './routes.js';
import { showPage } from './show.js';
import { Workspace } from './workspace.js';

/** The version of the API that is understood. */
export const API_VERSION = '2026-03-11';
const PAYLOAD_BYTES = 500_000;

export interface EmulatorOptions {
  /** ms; of pages and of the limit of requests. The machine's without. */
  readonly now?: () => number;
  /** 0: any free one. */
  readonly port?: number;
}

/** A request that arrived, in order. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly at: number;
  /** ms of a clock that only goes forward, for tests of pace. */
  readonly monotonic: number;
}

const parameters = z.record(z.string(), z.string());
const queries = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** A Notion of our own: the real client works against it, and tests decide what goes wrong. */
export class NotionEmulator {
  readonly workspace: Workspace;
  readonly faults = new Faults();
  readonly limiter: Limiter;
  readonly connections = new Map<string, Connection>();
  readonly seen: Seen[] = [];
  /** Results that a query has at most. */
  queryCap = 10_000;
  /** ms that a slow answer takes. */
  slowMs = 200;
  url = '';
  readonly #server: FastifyInstance;
  #held: (() => void)[] | null = null;

  constructor({ now = () => Date.now() }: EmulatorOptions = {}) {
    this.workspace = new Workspace(now);
    this.limiter = new Limiter(now);
    this.#server = fastify({ bodyLimit: PAYLOAD_BYTES, forceCloseConnections: true });
    this.#server.setErrorHandler((error, _request, reply) => this.#refuse(reply, error));
    this.#server.setNotFoundHandler((_request, reply) => this.#refuse(reply, unknownRoute()));
    for (const route of ROUTES)
      this.#server.route({
        method: route.method,
        url: `/v1${route.path}`,
        handler: (request, reply) => this.#answer(route, request, reply),
      });
    this.#server.get('/', (_request, reply) => reply.type('text/html').send(htmlOf(this.workspace)));
  }

  async listen(port = 0): Promise<void> {
    this.url = await this.#server.listen({ port, host: '127.0.0.1' });
  }

  async close(): Promise<void> {
    this.release();
    await this.#server.close();
  }

  /** A connection with a token; without `shared` nothing was shared with it yet. */
  connect(
    token: string,
    more: { readonly capabilities?: readonly Capability[]; readonly shared?: readonly string[]; readonly owner?: string } = {},
  ): Connection {
    const { capabilities = CAPABILITIES, shared = [], owner = null } = more;
    const bot = this.workspace.id();
    const connection: Connection = {
      ...{ token, bot, name: 'Punchcard', owner },
      ...{ capabilities: new Set(capabilities), shared: new Set(shared) },
    };
    this.workspace.bots.set(bot, connection.name);
    this.connections.set(token, connection);
    return connection;
  }

  addPerson(name: string): string {
    const id = this.workspace.id();
    this.workspace.people.set(id, { id, name, email: `${name.toLowerCase()}@example.org` });
    return id;
  }

  /** A page at the top of the workspace, as somebody makes it by hand. */
  addPage(title: string, by = 'somebody'): string {
    return createPage(this.workspace, null, { title: [{ text: { content: title } }] }, by).id;
  }

  /** What a person does to a page of a data source in Notion itself: properties as the API takes them. */
  readonly byHand = {
    create: (source: string, properties: Readonly<Record<string, unknown>>, by = 'somebody'): string =>
      createPage(this.workspace, { source }, properties, by).id,
    edit: (page: string, properties: Readonly<Record<string, unknown>>, by = 'somebody'): void =>
      updatePage(this.workspace, this.workspace.page(page), { properties }, by),
    trash: (page: string, inTrash = true, by = 'somebody'): void =>
      updatePage(this.workspace, this.workspace.page(page), { inTrash }, by),
  };

  /** The pages of a data source as the API shows them; `inTrash` those in the trash. */
  pagesOf(source: string, inTrash = false): unknown[] {
    return this.workspace
      .pagesOf(source)
      .filter((page) => page.inTrash === inTrash)
      .map((page) => showPage(this.workspace, page));
  }

  /** From now on no request is answered, until `release`. What was asked is done then. */
  hang(): void {
    this.#held ??= [];
  }

  release(): void {
    for (const go of this.#held ?? []) go();
    this.#held = null;
  }

  /** Requests that wait while it hangs. */
  get held(): number {
    return this.#held?.length ?? 0;
  }

  async #answer(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const path = new URL(request.url, 'http://notion').pathname;
    this.seen.push({ method: request.method, path, at: this.workspace.now(), monotonic: performance.now() });
    if (this.faults.isGone) return this.#cut(request, reply);
    const held = this.#held;
    if (held !== null) await new Promise<void>((go) => held.push(go));
    const connection = connectionOf(this.connections, request.headers.authorization);
    const version = request.headers['notion-version'];
    if (version === undefined)
      throw new NotionProblem(400, 'missing_version', 'Notion-Version header failed validation: it should be defined.');
    if (version !== API_VERSION) throw invalid(`Notion-Version header failed validation: ${String(version)} is not supported.`);
    this.limiter.check(connection.token);
    const fault = this.faults.of(request.method, path);
    const problem = fault === null ? null : problemOf(fault);
    if (problem !== null) throw problem;
    if (fault === 'refused') return this.#cut(request, reply);
    const answer = route.run({
      workspace: this.workspace,
      access: new Access(this.workspace, connection),
      params: parameters.parse(request.params),
      query: queries.parse(request.query),
      body: request.body,
      queryCap: this.queryCap,
    });
    if (fault === 'dropped') return this.#cut(request, reply);
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, this.slowMs));
    return { ...answer, request_id: this.workspace.id() };
  }

  #cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }

  #refuse(reply: FastifyReply, error: unknown): FastifyReply {
    const problem =
      error instanceof NotionProblem ? error : error instanceof ZodError ? invalid(z.prettifyError(error)) : otherProblem(error);
    const { status, code, message } = problem;
    const data = problem.more.data === undefined ? {} : { additional_data: problem.more.data };
    // A gateway answers with a page of its own.
    if (status === 502) return reply.status(502).type('text/html').send('<html><body>502 Bad Gateway</body></html>');
    return reply
      .status(status)
      .headers(problem.more.headers ?? {})
      .send({ object: 'error', status, code, message, ...data, request_id: this.workspace.id() });
  }
}

const otherProblem = (error: unknown): NotionProblem => {
  const { code, message } = z.object({ code: z.string().optional(), message: z.string() }).parse(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return invalid('body failed validation: the payload is too large.');
  if (code?.startsWith('FST_ERR_CTP') === true) return new NotionProblem(400, 'invalid_json', message);
  return new NotionProblem(500, 'internal_server_error', message);
};

/** Starts an emulator. */
export const startNotion = async (options: EmulatorOptions = {}): Promise<NotionEmulator> => {
  const emulator = new NotionEmulator(options);
  await emulator.listen(options.port);
  return emulator;
};
