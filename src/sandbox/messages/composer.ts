import {
  InteractionType,
  MessageFlags,
  MessageType,
  type APIAttachment,
  type APIMessage,
  type APIMessageInteractionMetadata,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { isV2, LEGACY_WITH_V2, legacyWithV2, refuseEmpty, type MessageForm } from '../check/message.js';
import { isGiven } from '../check/given.js';
import { ATTACHMENT_SIZE_LIMIT } from '../interactions/model.js';
import { discordError, fieldError } from '../rest/errors.js';
import { apiUser, isoTime } from '../world/present.js';
import type { Channel, MessageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { isClosed, type Writing } from './closed-threads.js';
import { imageSize, safeFilename, type FileStore, type Upload } from './files.js';
import { resolveComponents, resolveEmbeds } from './media.js';
import { Nonces } from './nonces.js';
import { apiPoll } from './poll.js';

export const messageFlags = z.custom<MessageFlags>((bits) => Number.isInteger(bits));

/** Flags that the author may set. */
const settable =
  MessageFlags.SuppressEmbeds | MessageFlags.Ephemeral | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

export interface Post {
  readonly channel: Channel;
  readonly form: MessageForm;
  readonly files: readonly Upload[];
  /** The only person who sees it; null: everybody. */
  readonly ephemeralFor: string | null;
  /** "is thinking…": empty for now. */
  readonly loading?: boolean;
  readonly interaction?: { readonly id: string; readonly name: string | null; readonly metadata: APIMessageInteractionMetadata };
  readonly replyTo?: APIMessage;
  readonly nonce?: string;
}

/** Writes the bot's messages into the world: files stored, `attachment://` links followed, limits already checked by the caller. */
export class Composer {
  readonly #world: World;
  readonly #files: FileStore;
  readonly #nonces: Nonces;

  constructor(world: World, files: FileStore) {
    this.#world = world;
    this.#files = files;
    this.#nonces = new Nonces(world.clock);
  }

  /** @throws DiscordError 50083 when the channel is a thread in which the bot may not write like that. */
  refuseClosed(channel: Channel, writing: Writing): void {
    if (isClosed(this.#world, channel, writing)) throw discordError('threadArchived');
  }

  /**
   * With `enforce_nonce` the message that the same nonce made a few minutes ago, if there is one.
   * @throws DiscordError 50006 when there is nothing to show, 50083 in a closed thread
   */
  post(post: Post): Promise<MessageRecord> {
    const { nonce, enforce_nonce } = post.form;
    return enforce_nonce === true && isGiven(nonce) ? this.#nonces.once(String(nonce), () => this.#post(post)) : this.#post(post);
  }

  async #post(post: Post): Promise<MessageRecord> {
    const { channel, form, files } = post;
    if (post.ephemeralFor === null) this.#openThread(channel);
    if (!post.loading) refuseEmpty({ ...form, files: files.length });
    const attachments = await this.#store(channel.id, form, files);
    const { embeds, linked } = resolveEmbeds(form.embeds ?? [], attachments);
    const components = resolveComponents(form.components ?? [], attachments);
    const flags = messageFlags.parse(
      ((form.flags ?? 0) & settable & ~MessageFlags.Ephemeral) |
        (post.ephemeralFor === null ? 0 : MessageFlags.Ephemeral) |
        (post.loading ? MessageFlags.Loading : 0),
    );
    const message: APIMessage = {
      id: this.#world.ids.next(),
      type: messageType(post),
      channel_id: channel.id,
      author: apiUser(this.#world.botUser),
      content: (form.content ?? '').trim(),
      timestamp: isoTime(this.#world.clock.now()),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: this.#mentions(form.content ?? ''),
      mention_roles: [...(form.content ?? '').matchAll(/<@&(\d+)>/gu)].map((match) => match[1] ?? ''),
      attachments: attachments.filter((attachment) => !linked.has(attachment.id)),
      embeds,
      components,
      pinned: false,
      flags,
      application_id: this.#world.application.id,
      ...(isGiven(form.nonce) ? { nonce: form.nonce } : {}),
      ...(isGiven(form.poll) ? { poll: apiPoll(form.poll, this.#world.clock.now()) } : {}),
      ...(post.interaction ? { webhook_id: this.#world.application.id, interaction_metadata: named(post.interaction) } : {}),
      ...(post.replyTo
        ? {
            message_reference: { message_id: post.replyTo.id, channel_id: channel.id },
            referenced_message: post.replyTo,
          }
        : {}),
    };
    const record: MessageRecord = { message, ephemeralFor: post.ephemeralFor };
    this.#world.addMessage(record, post.nonce);
    return record;
  }

  /**
   * Changes what `form` names and leaves the rest. The end of a deferral clears "is thinking…".
   * @throws DiscordError 50006 when nothing would be left to show, 50035 when IS_COMPONENTS_V2 is set beside what it has no place for,
   * 50083 in a closed thread
   */
  async edit(record: MessageRecord, form: MessageForm, files: readonly Upload[], nonce?: string): Promise<void> {
    const { message } = record;
    const channel = this.#world.channels.get(message.channel_id);
    if (channel && record.ephemeralFor === null) this.refuseClosed(channel, 'edit');
    const flags = message.flags ?? 0;
    if (isV2(form.flags ?? 0)) refuseLegacyLeft(message, form);
    const added = await this.#store(message.channel_id, form, files);
    const kept = form.attachments
      ? message.attachments.filter((attachment) => form.attachments?.some(({ id }) => id === attachment.id))
      : message.attachments;
    const { embeds, linked } = resolveEmbeds(form.embeds === undefined ? message.embeds : (form.embeds ?? []), [
      ...added,
      ...kept,
    ]);
    const attachments = [...kept, ...added.filter((attachment) => !linked.has(attachment.id))];
    const content = form.content === undefined ? message.content : (form.content ?? '').trim();
    const components =
      form.components === undefined ? (message.components ?? []) : resolveComponents(form.components ?? [], [...added, ...kept]);
    refuseEmpty({ content, embeds, components, poll: message.poll, files: attachments.length });
    const loading = (flags & MessageFlags.Loading) !== 0;
    this.#world.updateMessage(
      record,
      {
        content,
        embeds,
        components,
        attachments,
        mentions: this.#mentions(content),
        flags: messageFlags.parse(
          (flags & ~MessageFlags.Loading) | ((form.flags ?? 0) & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2)),
        ),
        edited_timestamp: loading ? null : isoTime(this.#world.clock.now()),
      },
      nonce,
    );
  }

  /** A post opens an archived thread, as long as nobody has locked it. */
  #openThread(channel: Channel): void {
    this.refuseClosed(channel, 'post');
    if (channel.thread?.archived === true) this.#world.updateThread(channel, { archived: false });
  }

  #mentions(content: string): APIMessage['mentions'] {
    const ids = new Set([...content.matchAll(/<@!?(\d+)>/gu)].map((match) => match[1] ?? ''));
    return [...ids].flatMap((id) => {
      const user = this.#world.users.get(id);
      return user ? [apiUser(user)] : [];
    });
  }

  /**
   * `attachments` of the form describe the files by their number; an entry without its file is a mistake.
   * @throws DiscordError 40005 when a file is larger than interactions say one may be
   */
  async #store(channelId: string, form: MessageForm, files: readonly Upload[]): Promise<APIAttachment[]> {
    if (files.some(({ bytes }) => bytes.length > ATTACHMENT_SIZE_LIMIT)) throw discordError('tooLarge');
    for (const [at, { id, filename }] of (form.attachments ?? []).entries()) {
      const isNew = id.length < 17;
      if (isNew && !files.some((file) => file.index === id)) {
        throw fieldError(['attachments', at], 'ATTACHMENT_NOT_FOUND', `Attachment data not found for ${filename ?? id}`);
      }
    }
    return Promise.all(
      files.map(async (file) => {
        const described = form.attachments?.find(({ id }) => id === file.index);
        const filename = safeFilename(described?.filename ?? file.filename);
        const id = this.#world.ids.next();
        await this.#files.put(channelId, id, filename, file.bytes);
        const url = `${this.#world.url}/attachments/${channelId}/${id}/${filename}`;
        return {
          id,
          filename,
          size: file.bytes.length,
          url,
          proxy_url: url,
          content_type: file.contentType,
          ...(described?.description ? { description: described.description } : {}),
          ...imageSize(file.bytes),
        };
      }),
    );
  }
}

/** Before IS_COMPONENTS_V2 is set, an edit has to take back what the flag has no place for: `content: null`, `embeds: []`. */
const refuseLegacyLeft = (message: APIMessage, form: MessageForm): void => {
  const left = [
    ...(message.content !== '' && form.content === undefined ? ['content'] : []),
    ...(message.embeds.length > 0 && !isGiven(form.embeds) ? ['embeds'] : []),
    ...(message.poll ? ['poll'] : []),
  ];
  for (const field of left) throw fieldError([field], LEGACY_WITH_V2, legacyWithV2(field));
};

/** Discord names the command here, though its documentation does not say so; clients show "X used /name". */
const named = ({ name, metadata }: NonNullable<Post['interaction']>): APIMessageInteractionMetadata =>
  Object.assign({}, metadata, name === null ? {} : { name });

const messageType = (post: Post): APIMessage['type'] => {
  const metadata = post.interaction?.metadata;
  if (metadata?.type === InteractionType.ApplicationCommand) {
    const isMenu = metadata.target_user !== undefined || metadata.target_message_id !== undefined;
    return isMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
  }
  return post.replyTo ? MessageType.Reply : MessageType.Default;
};
