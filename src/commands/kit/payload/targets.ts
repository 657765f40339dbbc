import { ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';
import { roleId, userId, type RoleId, type UserId } from '../../../domain/ids.js';
import { uploadedFile, type UploadedFile } from './files.js';
import { snowflake } from './snowflake.js';

/** The person that a user command was used on. */
export interface UserTarget {
  readonly kind: 'user';
  readonly id: UserId;
  readonly bot: boolean;
  /** In the guild that the command was used in; null outside, and for who is not a member. */
  readonly roles: ReadonlySet<RoleId> | null;
}

/** The message that a message command was used on. `content` may be empty: without the message content intent only ours is told. */
export interface MessageTarget {
  readonly kind: 'message';
  readonly id: string;
  readonly channel: string;
  readonly author: UserId;
  readonly content: string;
  readonly attachments: readonly UploadedFile[];
}

export type Target = UserTarget | MessageTarget;

/** The data of a context-menu command, as far as it names its target. */
export interface TargetData {
  readonly type: number;
  readonly target_id?: string | undefined;
  readonly resolved?: unknown;
}

const USER: number = ApplicationCommandType.User;
const MESSAGE: number = ApplicationCommandType.Message;

const person = z.object({ id: snowflake, bot: z.boolean().default(false) });
const member = z.object({ roles: z.array(snowflake) });
const message = z.object({
  id: snowflake,
  channel_id: snowflake,
  author: z.object({ id: snowflake }),
  content: z.string().default(''),
  attachments: z.array(uploadedFile).catch([]),
});
const table = z.record(z.string(), z.unknown());
const resolved = z.object({ users: table.optional(), members: table.optional(), messages: table.optional() });

const entry = (rows: Readonly<Record<string, unknown>> | undefined, id: string): unknown =>
  rows !== undefined && Object.hasOwn(rows, id) ? rows[id] : undefined;

/** Null for other commands, and when what was said of the target is not as Discord documents it. */
export const readTarget = ({ type, target_id: id, resolved: raw }: TargetData): Target | null => {
  const data = resolved.safeParse(raw).data;
  if (id === undefined || data === undefined) return null;
  if (type === USER) {
    const found = person.safeParse(entry(data.users, id)).data;
    const roles = member.safeParse(entry(data.members, id)).data?.roles;
    if (found === undefined) return null;
    return {
      kind: 'user',
      id: userId(found.id),
      bot: found.bot,
      roles: roles === undefined ? null : new Set(roles.map(roleId)),
    };
  }
  const found = type === MESSAGE ? message.safeParse(entry(data.messages, id)).data : undefined;
  if (found === undefined) return null;
  const { channel_id: channel, author, content, attachments } = found;
  return { kind: 'message', id: found.id, channel, author: userId(author.id), content, attachments };
};
