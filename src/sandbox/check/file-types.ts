import { z } from 'zod';
import { addCoded } from './form.js';

/** `image`, `video`, `audio`, or a file extension with its dot. Discord looks only at the name of a file, never at its content. */
const known = /^(image|video|audio|\.[\p{L}\p{N}][\p{L}\p{N}.+_-]*)$/u;

/** The files that a FileUpload or an ATTACHMENT option takes; null or left out: all. */
export const fileTypes = z
  .array(z.string().min(1).max(16))
  .max(10)
  .superRefine((types, ctx) => {
    for (const [index, type] of types.entries()) {
      if (type.length >= 1 && type.length <= 16 && !known.test(type)) {
        addCoded(ctx, [index], 'BASE_TYPE_CHOICES', 'Value must be one of (image, video, audio) or a file extension.');
      }
    }
  })
  .nullish();
