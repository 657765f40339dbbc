import type { Channel, Guild, ThreadState } from './model.js';

export interface ThreadPlan {
  /** Default: a new one. A thread that starts from a message has the id of that message. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly ownerId: string;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly autoArchiveMinutes?: number | undefined;
}

/** What is left out stays. */
export interface ThreadChange extends Omit<ThreadPlan, 'id' | 'ownerId' | 'name'> {
  readonly name?: string | undefined;
}

const ONE_DAY = 1440;

/** A public thread of `parent`, with nothing in it yet; `at` in ms since the epoch. */
export const newThread = (parent: Channel, plan: ThreadPlan, { id, at }: { id: string; at: number }): Channel => ({
  id,
  type: 11,
  guildId: parent.guildId,
  name: plan.name,
  topic: null,
  position: parent.position,
  recipientId: null,
  lastMessageId: null,
  thread: {
    parentId: parent.id,
    ownerId: plan.ownerId,
    archived: plan.archived ?? false,
    locked: plan.locked ?? false,
    autoArchiveMinutes: plan.autoArchiveMinutes ?? ONE_DAY,
    createdAt: at,
    archiveChangedAt: at,
    messages: 0,
  },
});

/** The fields of the channel after the change. */
export const threadChange = (
  channel: Channel,
  thread: ThreadState,
  change: ThreadChange,
  at: number,
): Pick<Channel, 'name' | 'thread'> => {
  const archived = change.archived ?? thread.archived;
  return {
    name: change.name ?? channel.name,
    thread: {
      ...thread,
      archived,
      locked: change.locked ?? thread.locked,
      autoArchiveMinutes: change.autoArchiveMinutes ?? thread.autoArchiveMinutes,
      archiveChangedAt: archived === thread.archived ? thread.archiveChangedAt : at,
    },
  };
};

/** A guild's channels without its threads, which Discord lists apart. */
export const channelsOf = (guild: Guild): Channel[] => [...guild.channels.values()].filter(({ thread }) => thread === null);

export const activeThreadsOf = (guild: Guild): Channel[] =>
  [...guild.channels.values()].filter(({ thread }) => thread?.archived === false);
