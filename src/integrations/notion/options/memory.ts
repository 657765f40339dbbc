import { z } from 'zod';

/** Positions of `NotionStates`: what both sides agreed on last, and whether everything was looked at (null: it is to be). */
export const OPTIONS_AGREED = 'options';
export const OPTIONS_WHOLE = 'options-whole';

/** What both sides had of a category when they were last in step. */
export interface Agreed {
  readonly name: string;
  readonly archived: boolean;
}

export interface OptionsMemory {
  /** Version of the configuration that was looked at. */
  readonly version: number;
  /** Pages that were edited before this moment (ms) were looked at. */
  readonly seenTo: number;
  /** By the id of the category. */
  readonly agreed: Readonly<Record<string, Agreed>>;
}

const NOTHING: OptionsMemory = { version: -1, seenTo: 0, agreed: {} };

const stored: z.ZodType<OptionsMemory> = z.object({
  version: z.int(),
  seenTo: z.int(),
  agreed: z.record(z.string(), z.object({ name: z.string(), archived: z.boolean() })),
});

/** What cannot be read counts as lost: then what stands here goes before what stands at Notion. */
export const readMemory = (text: string | null): OptionsMemory => {
  if (text === null) return NOTHING;
  try {
    return stored.safeParse(JSON.parse(text)).data ?? NOTHING;
  } catch {
    return NOTHING;
  }
};
