import type { WebSocket } from 'ws';
import type { Interactions } from '../interactions/interactions.js';
import type { SandboxEvent } from '../protocol.js';
import type { WorldEvent } from '../world/events.js';
import type { MessageRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** Many changes at once are one "state" to the page. */
const STATE_EVERY_MS = 50;

/** The sockets of the page: each belongs to one person and hears what that person may see. */
export class PageSockets {
  readonly #world: World;
  readonly #sockets = new Map<WebSocket, string>();
  #stateDue = false;

  constructor(world: World, interactions: Interactions) {
    this.#world = world;
    world.listen((event) => this.#onWorld(event));
    interactions.listen((userId, event) => this.#send(event, (viewer) => viewer === userId));
  }

  add(socket: WebSocket, userId: string): void {
    this.#sockets.set(socket, userId);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.terminate());
  }

  #onWorld(event: WorldEvent): void {
    if (this.#sockets.size === 0) return;
    switch (event.type) {
      case 'message_create':
      case 'message_update': {
        const { record, nonce } = event;
        this.#send(
          {
            type: 'message',
            action: event.type === 'message_create' ? 'create' : 'update',
            message: record.message,
            ephemeral: record.ephemeralFor !== null,
            ...(nonce === null ? {} : { nonce }),
          },
          (viewer) => this.#sees(viewer, record),
        );
        return;
      }
      case 'message_delete': {
        const { id, channel_id } = event.record.message;
        this.#send({ type: 'message', action: 'delete', id, channelId: channel_id }, (viewer) =>
          this.#sees(viewer, event.record),
        );
        return;
      }
      default:
        this.#stateSoon();
    }
  }

  #stateSoon(): void {
    if (this.#stateDue) return;
    this.#stateDue = true;
    this.#world.clock.after(STATE_EVERY_MS, () => {
      this.#stateDue = false;
      this.#send({ type: 'state' }, () => true);
    });
  }

  #sees(viewer: string, record: MessageRecord): boolean {
    if (record.ephemeralFor !== null) return record.ephemeralFor === viewer;
    const channel = this.#world.channels.get(record.message.channel_id);
    if (!channel) return false;
    if (channel.guildId === null) return channel.recipientId === viewer;
    return this.#world.guilds.get(channel.guildId)?.members.has(viewer) ?? false;
  }

  #send(event: SandboxEvent, to: (viewer: string) => boolean): void {
    let text: string | undefined;
    for (const [socket, viewer] of this.#sockets) {
      if (to(viewer)) socket.send((text ??= JSON.stringify(event)));
    }
  }

  close(): void {
    for (const socket of this.#sockets.keys()) socket.close(1001, 'the sandbox ends');
  }
}
