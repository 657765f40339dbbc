import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { GatewayIntentBits } from 'discord-api-types/v10';
import type { z } from 'zod';
import { guildCreate } from '../world/present-guild.js';
import { apiMember, apiUser } from '../world/present.js';
import type { World } from '../world/world.js';
import { Connection } from './connection.js';
import { dispatchOf, type Dispatch } from './events.js';
import type { IdentifyLimit } from './identify-limit.js';
import { refuseIntents } from './intents.js';
import { identify, incoming, requestMembers, resume } from './messages.js';
import { Session } from './session.js';

const HEARTBEAT_MS = 41_250;
/** A session can be resumed for so long after its connection was lost. */
const RESUMABLE_MS = 3 * 60_000;
const MAX_EVENTS_PER_MINUTE = 120;
const CHUNK = 1000;
const APPLICATION_FLAGS = 1 << 15;

/** One client's connection while it is open. */
interface Client {
  readonly connection: Connection;
  session: Session | null;
  cancelTimeout: () => void;
  received: number;
  windowEnds: number;
}

/** Discord's gateway, version 10, encoding json. */
export class Gateway {
  readonly #world: World;
  readonly #limit: IdentifyLimit;
  readonly #sessions = new Map<string, Session>();
  readonly #clients = new Set<Client>();

  constructor(world: World, limit: IdentifyLimit) {
    this.#world = world;
    this.#limit = limit;
    world.listen((event) => {
      const dispatch = dispatchOf(world, event);
      if (dispatch) this.dispatch(dispatch);
      if (event.type === 'reset') this.disturb('invalid_session');
    });
  }

  get url(): string {
    return `${this.#world.url.replace(/^http/u, 'ws')}/gateway`;
  }

  /** Is any shard of the app connected? */
  get online(): boolean {
    for (const session of this.#sessions.values()) if (session.connection) return true;
    return false;
  }

  startLimit(): ReturnType<IdentifyLimit['toBody']> {
    return this.#limit.toBody();
  }

  /** Sends an event to the sessions that hear it; false when there is none. A session that may still resume hears it then. */
  dispatch({ type, data, guildId, intent }: Dispatch): boolean {
    let json: string | undefined;
    for (const session of this.#sessions.values()) {
      if (!session.hears(guildId) || (intent !== 0 && (session.intents & intent) === 0)) continue;
      session.dispatch(type, (json ??= JSON.stringify(data)));
    }
    return json !== undefined;
  }

  /** What a test orders: a lost connection, a polite "reconnect", or the end of the session. */
  disturb(action: 'drop' | 'reconnect' | 'invalid_session'): void {
    for (const client of this.#clients) {
      if (!client.session) continue;
      if (action === 'drop') client.connection.drop();
      else if (action === 'reconnect') client.connection.send(7, null);
      else {
        this.#sessions.delete(client.session.id);
        client.session.connection = null;
        client.session = null;
        client.connection.send(9, false);
      }
    }
    if (action === 'invalid_session') this.#sessions.clear();
  }

  accept(socket: WebSocket, query: URLSearchParams): void {
    const connection = new Connection(socket, query.get('compress') === 'zlib-stream');
    const client: Client = { connection, session: null, cancelTimeout: () => undefined, received: 0, windowEnds: 0 };
    this.#clients.add(client);
    socket.on('close', (code) => this.#left(client, code));
    socket.on('error', () => socket.terminate());
    if ((query.get('v') ?? '10') !== '10') {
      connection.close(4012, 'Invalid API version');
      return;
    }
    if ((query.get('encoding') ?? 'json') !== 'json') {
      connection.close(4002, 'Only JSON is spoken here');
      return;
    }
    socket.on('message', (raw: Buffer) => this.#receive(client, raw.toString('utf8')));
    this.#awaitHeartbeat(client);
    connection.send(10, { heartbeat_interval: HEARTBEAT_MS, _trace: ['sandbox'] });
  }

  #left(client: Client, code: number): void {
    client.cancelTimeout();
    this.#clients.delete(client);
    const { session } = client;
    if (session?.connection !== client.connection) return;
    session.connection = null;
    this.#world.emit({ type: 'presence' });
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    else {
      this.#world.clock.after(RESUMABLE_MS, () => {
        if (!session.connection) this.#sessions.delete(session.id);
      });
    }
  }

  #awaitHeartbeat(client: Client): void {
    client.cancelTimeout();
    client.cancelTimeout = this.#world.clock.after(HEARTBEAT_MS * 1.5, () => client.connection.close(4009, 'Session timed out'));
  }

  #receive(client: Client, text: string): void {
    const { connection } = client;
    const now = this.#world.clock.elapsed();
    if (now >= client.windowEnds) Object.assign(client, { received: 0, windowEnds: now + 60_000 });
    if (++client.received > MAX_EVENTS_PER_MINUTE) {
      connection.close(4008, 'Rate limited');
      return;
    }
    const message = parseJson(incoming, text);
    if (!message) {
      connection.close(4002, 'Decode error');
      return;
    }
    const { op, d } = message;
    if (op === 1) {
      this.#awaitHeartbeat(client);
      connection.send(11, null);
      return;
    }
    if (op === 2) {
      this.#identify(client, d);
      return;
    }
    if (op === 6) {
      this.#resume(client, d);
      return;
    }
    if (!client.session) {
      connection.close(4003, 'Not authenticated');
      return;
    }
    if (op === 8) {
      this.#requestMembers(client.session, d);
      return;
    }
    if (![3, 4, 31, 43].includes(op)) connection.close(4001, 'Unknown opcode');
  }

  #identify(client: Client, data: unknown): void {
    const { connection } = client;
    if (client.session) {
      connection.close(4005, 'Already authenticated');
      return;
    }
    const parsed = identify.safeParse(data);
    if (!parsed.success) {
      connection.close(4002, 'Decode error');
      return;
    }
    const { token, intents, shard = [0, 1] } = parsed.data;
    if (token.replace(/^Bot /u, '') !== this.#world.application.token) {
      connection.close(4004, 'Authentication failed');
      return;
    }
    const [id, count] = shard;
    if (id < 0 || count < 1 || id >= count) {
      connection.close(4010, 'Invalid shard');
      return;
    }
    const wrong = refuseIntents(intents);
    if (wrong) {
      connection.close(wrong, wrong === 4013 ? 'Invalid intent(s)' : 'Disallowed intent(s)');
      return;
    }
    if (!this.#limit.take(id)) {
      connection.send(9, false);
      return;
    }
    const session = new Session(randomBytes(16).toString('hex'), shard, intents, connection);
    client.session = session;
    this.#sessions.set(session.id, session);
    this.#greet(session);
    this.#world.emit({ type: 'presence' });
  }

  #greet(session: Session): void {
    const world = this.#world;
    const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.botId) && session.hears(guild.id));
    session.dispatch(
      'READY',
      JSON.stringify({
        v: 10,
        user: { ...apiUser(world.botUser), verified: true, mfa_enabled: true, email: null },
        session_type: 'normal',
        session_id: session.id,
        resume_gateway_url: this.url,
        shard: session.shard,
        guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
        application: { id: world.application.id, flags: APPLICATION_FLAGS },
        private_channels: [],
        relationships: [],
        presences: [],
        guild_join_requests: [],
        user_settings: {},
        geo_ordered_rtc_regions: [],
        _trace: ['sandbox'],
      }),
    );
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds) session.dispatch('GUILD_CREATE', JSON.stringify(guildCreate(world, guild)));
  }

  #resume(client: Client, data: unknown): void {
    const { connection } = client;
    const parsed = resume.safeParse(data);
    if (!parsed.success) {
      connection.close(4002, 'Decode error');
      return;
    }
    const { token, session_id, seq } = parsed.data;
    if (token.replace(/^Bot /u, '') !== this.#world.application.token) {
      connection.close(4004, 'Authentication failed');
      return;
    }
    const session = this.#sessions.get(session_id);
    if (!session?.resume(connection, seq)) {
      connection.send(9, false);
      return;
    }
    client.session = session;
    this.#world.emit({ type: 'presence' });
  }

  #requestMembers(session: Session, data: unknown): void {
    const wanted: z.infer<typeof requestMembers> | undefined = requestMembers.safeParse(data).data;
    const guild = wanted && this.#world.guilds.get(wanted.guild_id);
    if (!guild?.members.has(this.#world.botId)) return;
    const { user_ids, query, limit = 0, nonce } = wanted ?? {};
    const isListing = user_ids === undefined && query === '' && limit === 0;
    if (isListing && (session.intents & GatewayIntentBits.GuildMembers) === 0) return;
    const startsWith = (query ?? '').toLowerCase();
    const found = user_ids
      ? user_ids.flatMap((id) => guild.members.get(id) ?? [])
      : [...guild.members.values()].filter(({ userId, nick }) => {
          const name = nick ?? this.#world.users.get(userId)?.username ?? '';
          return name.toLowerCase().startsWith(startsWith);
        });
    const members = (limit > 0 ? found.slice(0, limit) : found).map((member) => apiMember(this.#world, member));
    const chunks = Math.max(1, Math.ceil(members.length / CHUNK));
    for (let index = 0; index < chunks; index++) {
      session.dispatch(
        'GUILD_MEMBERS_CHUNK',
        JSON.stringify({
          guild_id: guild.id,
          members: members.slice(index * CHUNK, (index + 1) * CHUNK),
          chunk_index: index,
          chunk_count: chunks,
          not_found: (user_ids ?? []).filter((id) => !guild.members.has(id)),
          ...(nonce === undefined ? {} : { nonce }),
        }),
      );
    }
  }

  close(): void {
    for (const { connection } of this.#clients) connection.close(1001, 'the sandbox ends');
  }
}

const parseJson = <T>(schema: z.ZodType<T>, text: string): T | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
