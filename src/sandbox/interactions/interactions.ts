import { randomBytes } from 'node:crypto';
import { InteractionType, type APIMessageInteractionMetadata, type InteractionResponseType } from 'discord-api-types/v10';
import type { SandboxEvent, SandboxInteraction } from '../protocol.js';
import { discordError } from '../rest/errors.js';
import type { Channel, MessageRecord, User } from '../world/model.js';
import { apiUser } from '../world/present.js';
import type { World } from '../world/world.js';
import {
  ACKNOWLEDGE_MS,
  Refusal,
  TOKEN_MS,
  type CommandUse,
  type Interaction,
  type InteractionListener,
  type OpenModal,
} from './model.js';
import { interactionPayload } from './payload.js';
import type { Surroundings } from './resolved.js';
import { modalCustomId, submitModal } from './submit-modal.js';
import type { Uploads } from './uploads.js';
import { useCommand } from './use-command.js';
import { useComponent } from './use-component.js';

/** Hands an interaction to the app; false when it is offline. */
export type Deliver = (payload: Record<string, unknown>, interaction: Interaction) => boolean;

interface Place extends Surroundings {
  readonly user: User;
  readonly channel: Channel;
}

/** The interactions of the last 15 minutes: begins them, watches the 3 seconds, and knows them by id and by token. */
export class Interactions {
  readonly #world: World;
  readonly #deliver: Deliver;
  readonly #uploads: Uploads;
  readonly #byId = new Map<string, Interaction>();
  readonly #timers = new Map<string, () => void>();
  readonly #byToken = new Map<string, Interaction>();
  /** `user custom_id` -> the modal before that person. */
  readonly #modals = new Map<string, OpenModal>();
  readonly #listeners = new Set<InteractionListener>();

  constructor(world: World, uploads: Uploads, deliver: Deliver) {
    this.#world = world;
    this.#uploads = uploads;
    this.#deliver = deliver;
  }

  listen(listener: InteractionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(interaction: Interaction, event: SandboxEvent): void {
    for (const listener of this.#listeners) listener(interaction.user.id, event);
  }

  /** A person acts. @throws Refusal when Discord's client would not let them */
  begin(userId: string, input: SandboxInteraction): Interaction {
    this.#forgetOld();
    const place = this.#place(userId, input);
    const made = this.#make(place, input);
    const { interaction } = made;
    this.#byId.set(interaction.id, interaction);
    this.#byToken.set(interaction.token, interaction);
    const cancel = this.#world.clock.after(ACKNOWLEDGE_MS, () => this.fail(interaction, 'The application did not respond'));
    this.#timers.set(interaction.id, cancel);
    const payload = interactionPayload(this.#world, interaction, made.data, input.locale ?? place.user.locale);
    if (!this.#deliver(payload, interaction)) this.fail(interaction, 'The application is offline');
    return interaction;
  }

  #place(userId: string, input: SandboxInteraction): Place {
    const user = this.#world.users.get(userId);
    if (!user || user.bot) throw new Refusal('no such person', 404);
    const channel = this.#world.channels.get(input.channel_id);
    if (!channel) throw new Refusal('no such channel', 404);
    const own = { world: this.#world, user, channel, file: (id: string) => this.#uploads.get(userId, id) };
    if (channel.guildId === null) {
      if (channel.recipientId !== userId) throw new Refusal('not your direct messages', 403);
      return { ...own, guild: null, member: null };
    }
    const guild = this.#world.guilds.get(channel.guildId);
    const member = guild?.members.get(userId);
    if (!guild || !member) throw new Refusal('not a member of this guild', 403);
    if (!this.#world.botMember(guild)) throw new Refusal('the bot is not in this guild', 404);
    return { ...own, guild, member };
  }

  #make(place: Place, input: SandboxInteraction): { interaction: Interaction; data: Record<string, unknown> } {
    const { user, channel } = place;
    if (input.type === 2 || input.type === 4) {
      const { data, use } = useCommand(place, input.data, input.type === 4);
      return { data, interaction: this.#new(place, input, { command: use }) };
    }
    if (input.type === 3) {
      const source = this.#world.messages.get(channel.id, input.message_id ?? '');
      if (!source || (source.ephemeralFor !== null && source.ephemeralFor !== user.id)) throw new Refusal('no such message', 404);
      return { data: useComponent(place, source, input.data), interaction: this.#new(place, input, { source }) };
    }
    const open = this.#modals.get(`${user.id} ${modalCustomId(input.data)}`);
    if (!open) throw new Refusal('no such modal is open', 404);
    const data = submitModal(place, open.modal, input.data);
    const interaction = this.#new(place, input, { source: open.opener.source, open });
    return { data, interaction };
  }

  #new(
    place: Place,
    input: SandboxInteraction,
    from: { source?: MessageRecord | null; command?: CommandUse; open?: OpenModal },
  ): Interaction {
    const id = this.#world.ids.next();
    const { user, guild, channel } = place;
    const { source = null, command = null, open } = from;
    const base = {
      id,
      user: apiUser(user),
      authorizing_integration_owners: { 0: guild ? guild.id : '0' },
    };
    let metadata: APIMessageInteractionMetadata;
    const opener = open?.opener.metadata;
    if (opener && opener.type !== InteractionType.ModalSubmit)
      metadata = { ...base, type: InteractionType.ModalSubmit, triggering_interaction_metadata: opener };
    else if (input.type === 3)
      metadata = { ...base, type: InteractionType.MessageComponent, interacted_message_id: source?.message.id ?? '' };
    else
      metadata = {
        ...base,
        type: InteractionType.ApplicationCommand,
        ...(command?.targetUser ? { target_user: command.targetUser } : {}),
        ...(command?.targetMessage ? { target_message_id: command.targetMessage.id } : {}),
      };
    return {
      id,
      token: Buffer.from(`interaction:${id}:${randomBytes(96).toString('base64url')}`).toString('base64url'),
      kind: input.type,
      user,
      guild,
      channel,
      command,
      nonce: input.nonce,
      createdAt: this.#world.clock.now(),
      source,
      modal: open?.modal.custom_id ?? null,
      metadata,
      status: 'pending',
      original: null,
    };
  }

  /** No answer in time, or an answer that is none: the person sees "The application did not respond". */
  fail(interaction: Interaction, reason: string): void {
    if (interaction.status !== 'pending') return;
    interaction.status = 'failed';
    this.#stopTimer(interaction);
    this.tell(interaction, { type: 'interaction', nonce: interaction.nonce, id: interaction.id, status: 'failed', reason });
  }

  /** For the one acknowledgement. @throws DiscordError 10062, 40060 */
  pending(id: string, token: string): Interaction {
    const interaction = this.#byId.get(id);
    if (interaction?.token !== token || interaction.status === 'failed') throw discordError('unknownInteraction');
    if (interaction.status === 'acknowledged') throw discordError('alreadyAcknowledged');
    return interaction;
  }

  /** Marks it answered; the caller shows what was answered. */
  acknowledge(interaction: Interaction, response: InteractionResponseType): void {
    interaction.status = 'acknowledged';
    this.#stopTimer(interaction);
    if (interaction.modal !== null) this.#modals.delete(`${interaction.user.id} ${interaction.modal}`);
    this.tell(interaction, {
      type: 'interaction',
      nonce: interaction.nonce,
      id: interaction.id,
      status: 'acknowledged',
      response,
    });
  }

  #stopTimer(interaction: Interaction): void {
    this.#timers.get(interaction.id)?.();
    this.#timers.delete(interaction.id);
  }

  openModal(interaction: Interaction, modal: OpenModal['modal']): void {
    this.#modals.set(`${interaction.user.id} ${modal.custom_id}`, { modal, opener: interaction });
    this.tell(interaction, { type: 'modal', nonce: interaction.nonce, interactionId: interaction.id, modal });
  }

  /** For follow-ups and edits. @throws DiscordError 10015, 50027 */
  byToken(applicationId: string, token: string): Interaction {
    if (applicationId !== this.#world.application.id) throw discordError('unknownWebhook');
    const interaction = this.#byToken.get(token);
    if (!interaction || this.#world.clock.now() - interaction.createdAt >= TOKEN_MS) throw discordError('invalidWebhookToken');
    if (interaction.status !== 'acknowledged') throw discordError('unknownWebhook');
    return interaction;
  }

  /** Interactions are kept in the order of their beginning, so the old ones stand in front. */
  #forgetOld(): void {
    const limit = this.#world.clock.now() - TOKEN_MS;
    for (const interaction of this.#byId.values()) {
      if (interaction.createdAt > limit) return;
      this.#byId.delete(interaction.id);
      this.#byToken.delete(interaction.token);
    }
  }

  clear(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#uploads.clear();
    for (const map of [this.#timers, this.#byId, this.#byToken, this.#modals]) map.clear();
  }
}
