import { z } from 'zod';
import type { Upload } from '../messages/files.js';
import { discordError } from './errors.js';

export interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly Upload[];
}

const json = z.string().transform((text, ctx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: 'custom', message: 'invalid JSON' });
    return z.NEVER;
  }
});

const parseJson = (text: string): unknown => {
  const parsed = json.safeParse(text);
  if (!parsed.success) throw discordError('invalidJson');
  return parsed.data;
};

/** As the OAuth2 addresses want it. */
export const isUrlEncoded = (contentType: string): boolean => contentType.startsWith('application/x-www-form-urlencoded');

/**
 * JSON or multipart, as Discord takes both. In a multipart request `payload_json` is the body and every other file part is a file.
 * @throws DiscordError 50109
 */
export const parseBody = async (raw: unknown, contentType: string): Promise<ParsedBody> => {
  if (!Buffer.isBuffer(raw) || raw.length === 0) return { body: undefined, files: [] };
  if (isUrlEncoded(contentType)) return { body: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))), files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { body: parseJson(raw.toString('utf8')), files: [] };
  // Fully buffered and small on purpose; what the deprecation warns of is streaming of large uploads.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await new Response(Uint8Array.from(raw), { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw discordError('invalidJson');
  });
  const files: Upload[] = [];
  let body: unknown;
  const fields: Record<string, unknown> = {};
  for (const [name, part] of form) {
    if (typeof part !== 'string') {
      files.push({
        filename: part.name,
        contentType: part.type || 'application/octet-stream',
        bytes: Buffer.from(await part.arrayBuffer()),
        index: /^files\[(\d+)\]$/u.exec(name)?.[1] ?? null,
      });
    } else if (name === 'payload_json') body = parseJson(part);
    else fields[name] = part;
  }
  return { body: body ?? fields, files };
};
