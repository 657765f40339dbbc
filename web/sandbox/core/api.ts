import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import type { SandboxInteraction, SandboxState } from '../../../src/sandbox/protocol.js';
import * as http from '../../kit/http.js';

export { Refused } from '../../kit/refused.js';

export interface Api {
  /** Without `as` the sandbox picks a person. */
  state(as: string | undefined): Promise<SandboxState>;
  messages(channel: string, as: string): Promise<APIMessage[]>;
  interact(interaction: SandboxInteraction, as: string): Promise<void>;
  /** A file for an option or a form of this channel. */
  upload(file: File, channel: string, as: string): Promise<APIAttachment>;
  /** Joins a voice channel of the guild; null: leaves the one that `as` is in. */
  voice(guild: string, channel: string | null, as: string): Promise<void>;
  /** Answers when what fell due on the way is done. */
  move(move: TimeMove): Promise<void>;
  sample(guild: string | undefined): Promise<{ readonly members: number; readonly entries: number }>;
  /** Forgets everything; a clean world begins. */
  reset(): Promise<void>;
}

/** How far the clock of the sandbox goes, ms: so far, or to this moment. */
export type TimeMove = { readonly by: number } | { readonly to: number };

const reasonOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' ? body.error : undefined;

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  // The contract of src/sandbox/protocol.ts, same origin and same build: the one border where types are taken on trust.
  return (await http.call(path, init, reasonOf)).body as T;
}

const sending = (body: unknown): RequestInit => http.sending('POST', body);

const query = (as: string | undefined) => (as === undefined ? '' : `?as=${encodeURIComponent(as)}`);

export const httpApi: Api = {
  state: (as) => call(`/sandbox/state${query(as)}`),
  messages: (channel, as) => call(`/sandbox/channels/${encodeURIComponent(channel)}/messages${query(as)}`),
  interact: async (interaction, as) => {
    await call(`/sandbox/interactions${query(as)}`, sending(interaction));
  },
  upload: (file, channel, as) =>
    call(`/sandbox/channels/${encodeURIComponent(channel)}/uploads${query(as)}&filename=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    }),
  voice: async (guild, channel, as) => {
    await call(`/sandbox/guilds/${encodeURIComponent(guild)}/voice${query(as)}`, sending({ channel }));
  },
  move: async (move) => {
    await call('/sandbox/clock', sending(move));
  },
  sample: (guild) => call('/sandbox/sample', sending(guild === undefined ? {} : { guild })),
  reset: async () => {
    await call('/sandbox/state', { method: 'DELETE' });
  },
};
