import { Client, Events, GatewayIntentBits, type ClientOptions, type Interaction } from 'discord.js';
import type { Sandbox, SandboxClock } from '../../src/sandbox/index.js';

/** What the tests of the sandbox share. */

export const people = ({ world }: Sandbox): Record<'ada' | 'ben' | 'clara' | 'mika', string> => {
  const id = (name: string): string => {
    for (const user of world.users.values()) if (user.username === name) return user.id;
    throw new Error(`nobody is called ${name}`);
  };
  return { ada: id('ada'), ben: id('ben'), clara: id('clara'), mika: id('mika') };
};

/** The guild "Punchcard Lab" and its first channel. */
export const labOf = ({ world }: Sandbox) => {
  for (const guild of world.guilds.values()) {
    const [channel] = guild.channels.values();
    if (guild.name === 'Punchcard Lab' && channel) return { guild, channel };
  }
  throw new Error('no lab');
};

/** A logged-in client that is ready. */
export const clientFor = async (
  sandbox: Pick<Sandbox, 'apiUrl' | 'token'>,
  { intents = [GatewayIntentBits.Guilds], ...more }: Partial<ClientOptions> = {},
): Promise<Client<true>> => {
  const client = new Client({ intents, rest: { api: sandbox.apiUrl }, ...more });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  return ready;
};

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** One request to Discord's API of the sandbox, as the bot unless other headers are given; `path` without the version. */
export const callRest = async (
  sandbox: Pick<Sandbox, 'apiUrl' | 'token'>,
  method: string,
  path: string,
  { body, headers }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> => {
  const isForm = body instanceof FormData;
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${sandbox.token}`,
      'user-agent': 'DiscordBot (https://example.com/test, 1.0)',
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body: parsed, headers: response.headers };
};

/** Failures inside a handler fail the test by way of `uncaughtException` rather than a bare timeout. */
export const onInteraction = (client: Client, handle: (interaction: Interaction) => unknown): void => {
  client.on(Events.InteractionCreate, (interaction) => {
    void Promise.resolve(handle(interaction));
  });
};

/** Time that stands still until it is advanced, for the sandbox. */
export const createFakeClock = (now = Date.now()): SandboxClock & { advance(ms: number): void } => {
  const tasks = new Map<object, { at: number; task: () => void }>();
  return {
    now: () => now,
    elapsed: () => now,
    after(ms, task) {
      const key = {};
      tasks.set(key, { at: now + ms, task });
      // The page's "state" is coalesced over a few ms; let real time do that.
      if (ms <= 250) setTimeout(() => tasks.delete(key) && task(), ms).unref();
      return () => tasks.delete(key);
    },
    advance(ms) {
      now += ms;
      for (const [key, { at, task }] of tasks) {
        if (at > now) continue;
        tasks.delete(key);
        task();
      }
    },
  };
};
