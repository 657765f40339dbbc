import { z } from 'zod';
import { snowflake } from './snowflake.js';

/** A file that somebody handed over: with an option, in a form, or on a message. Only described here: the bytes lie at `url`. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** As Discord guesses it from the name: what the file really holds has to be looked at. */
  readonly contentType: string | null;
  readonly url: string;
}

/** What Discord takes unless it says something else, bytes. */
export const DEFAULT_FILE_LIMIT = 10 * 1024 * 1024;

export const uploadedFile: z.ZodType<UploadedFile> = z
  .object({
    id: snowflake,
    filename: z.string().max(1024),
    size: z.int().min(0),
    content_type: z.string().max(255).nullish(),
    url: z.url({ protocol: /^https?$/ }),
  })
  .transform(({ id, filename, size, content_type: contentType, url }) => ({
    id,
    name: filename,
    size,
    contentType: contentType ?? null,
    url,
  }));

const resolved = z.object({ attachments: z.record(z.string(), z.unknown()) });

/** The file of this id among the resolved data of an interaction; undefined when it is not there or not as Discord documents it. */
export const fileOf = (data: unknown, id: unknown): UploadedFile | undefined => {
  const files = resolved.safeParse(data).data?.attachments;
  if (files === undefined || typeof id !== 'string' || !Object.hasOwn(files, id)) return undefined;
  return uploadedFile.safeParse(files[id]).data;
};
