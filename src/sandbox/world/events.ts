import type { Channel, Guild, Member, MessageRecord, Role } from './model.js';

/** What changed in the world. `nonce` belongs to the interaction that caused a message. */
export type WorldEvent =
  | { readonly type: 'guild_create' | 'guild_delete'; readonly guild: Guild }
  | { readonly type: 'member_add' | 'member_update'; readonly guild: Guild; readonly member: Member }
  | { readonly type: 'member_remove'; readonly guild: Guild; readonly userId: string }
  | { readonly type: 'role_create' | 'role_update'; readonly guild: Guild; readonly role: Role }
  | { readonly type: 'role_delete'; readonly guild: Guild; readonly roleId: string }
  | {
      readonly type: 'voice';
      readonly guild: Guild;
      readonly userId: string;
      readonly channelId: string | null;
      readonly sessionId: string;
    }
  | { readonly type: 'channel_create'; readonly channel: Channel }
  | { readonly type: 'thread_create' | 'thread_update' | 'thread_delete'; readonly thread: Channel }
  | { readonly type: 'message_create' | 'message_update'; readonly record: MessageRecord; readonly nonce: string | null }
  | { readonly type: 'message_delete'; readonly record: MessageRecord }
  | { readonly type: 'application' | 'clock' | 'commands' | 'people' | 'presence' | 'reset' | 'sample' };
