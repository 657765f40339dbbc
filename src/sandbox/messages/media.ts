import { EmbedType, type APIAttachment, type APIEmbed, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { fieldError } from '../rest/errors.js';
import { safeFilename } from './files.js';

const SCHEME = 'attachment://';

const find = (url: string, attachments: readonly APIAttachment[]): APIAttachment | undefined => {
  const name = safeFilename(url.slice(SCHEME.length));
  return attachments.find(({ filename }) => filename === name);
};

const sizeOf = ({ width, height }: APIAttachment): { width?: number; height?: number } =>
  width && height ? { width, height } : {};

/** Puts the address of the file in the place of `attachment://name`; `linked` are the files shown inside an embed. */
export const resolveEmbeds = (
  embeds: readonly APIEmbed[],
  attachments: readonly APIAttachment[],
): { embeds: APIEmbed[]; linked: Set<string> } => {
  const linked = new Set<string>();
  const follow = <T extends { url: string }>(media: T): T => {
    if (!media.url.startsWith(SCHEME)) return media;
    const attachment = find(media.url, attachments);
    if (!attachment) return media;
    linked.add(attachment.id);
    return { ...media, url: attachment.url, proxy_url: attachment.url, ...sizeOf(attachment) };
  };
  const resolved = embeds.map((embed) => ({
    type: EmbedType.Rich,
    ...embed,
    ...(embed.image ? { image: follow(embed.image) } : {}),
    ...(embed.thumbnail ? { thumbnail: follow(embed.thumbnail) } : {}),
  }));
  return { embeds: resolved, linked };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const topLevel = z.custom<APIMessageTopLevelComponent[]>(Array.isArray);

/**
 * The components with the addresses of the files in the place of `attachment://name`, wherever in the tree they stand.
 * @throws DiscordError 50035 when a component names a file that the message has not
 */
export const resolveComponents = (
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] => {
  const walk = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (Array.isArray(node)) return node.map((item: unknown, index) => walk(item, [...path, index]));
    if (!isObject(node)) return node;
    const walked = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value, [...path, key])]));
    const media = walked['file'] ?? walked['media'];
    if (!isObject(media) || typeof media['url'] !== 'string' || !media['url'].startsWith(SCHEME)) return walked;
    const key = 'file' in walked ? 'file' : 'media';
    const attachment = find(media['url'], attachments);
    if (!attachment) {
      throw fieldError(
        [...path, key, 'url'],
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        `The referenced attachment "${media['url'].slice(SCHEME.length)}" was not found`,
      );
    }
    const { id, url, content_type, filename, size } = attachment;
    const item = { url, proxy_url: url, content_type, attachment_id: id, ...sizeOf(attachment) };
    return { ...walked, [key]: item, ...(key === 'file' ? { name: filename, size } : {}) };
  };
  return topLevel.parse(walk(components, ['components']));
};
