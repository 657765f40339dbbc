import type { APIAttachment } from 'discord-api-types/v10';
import { imageSize, safeFilename, type FileStore } from '../messages/files.js';
import type { World } from '../world/world.js';
import { ATTACHMENT_SIZE_LIMIT, Refusal, TOKEN_MS } from './model.js';

interface Held {
  readonly owner: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly attachment: APIAttachment;
}

export interface UploadedFile {
  readonly channelId: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Files that a person chose for an option or a form. Only that person may name them, in an interaction of the next 15 minutes. */
export class Uploads {
  readonly #world: World;
  readonly #files: FileStore;
  readonly #held = new Map<string, Held>();

  constructor(world: World, files: FileStore) {
    this.#world = world;
    this.#files = files;
  }

  /** @throws Refusal 413 when the file is larger than `attachment_size_limit` */
  async add(owner: string, { channelId, filename: given, contentType, bytes }: UploadedFile): Promise<APIAttachment> {
    if (bytes.length > ATTACHMENT_SIZE_LIMIT) {
      throw new Refusal(`${given} is too large: ${bytes.length} bytes, and ${ATTACHMENT_SIZE_LIMIT} are allowed`, 413);
    }
    this.#forgetOld();
    const id = this.#world.ids.next();
    const filename = safeFilename(given);
    await this.#files.put(channelId, id, filename, bytes);
    const url = `${this.#world.url}/attachments/${channelId}/${id}/${filename}`;
    const attachment: APIAttachment = {
      id,
      filename,
      size: bytes.length,
      url,
      proxy_url: url,
      content_type: contentType,
      ephemeral: true,
      ...imageSize(bytes),
    };
    this.#held.set(id, { owner, at: this.#world.clock.now(), attachment });
    return attachment;
  }

  get(owner: string, id: string): APIAttachment | undefined {
    const held = this.#held.get(id);
    return held?.owner === owner ? held.attachment : undefined;
  }

  /** Files are held in the order of their coming, so the old ones stand in front. */
  #forgetOld(): void {
    const limit = this.#world.clock.now() - TOKEN_MS;
    for (const [id, { at }] of this.#held) {
      if (at > limit) return;
      this.#held.delete(id);
    }
  }

  clear(): void {
    this.#held.clear();
  }
}
