import type { APIInteractionResponse } from 'discord-api-types/v10';
import { z } from 'zod';

/** A button, field or text, wherever it stands in a message or a form. */
const component = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  value: z.string().optional(),
  content: z.string().optional(),
});
type Component = z.output<typeof component>;

/** All components, those inside others included, in order. */
const componentsIn = (part: unknown): readonly Component[] => {
  if (Array.isArray(part)) return part.flatMap(componentsIn);
  if (typeof part !== 'object' || part === null) return [];
  const own = component.safeParse(part);
  return [...(own.success ? [own.data] : []), ...Object.values(part).flatMap(componentsIn)];
};

const embeds = z.looseObject({ embeds: z.array(z.looseObject({})).default([]) });

/** What a response shows: its embeds, texts, buttons by label, and the fields of a form with what stands in them. */
export const shownBy = (response: APIInteractionResponse | undefined) => {
  const data = response !== undefined && 'data' in response ? response.data : undefined;
  const all = componentsIn(data);
  const buttons = all.filter(({ type, custom_id }) => type === 2 && custom_id !== undefined);
  return {
    type: response?.type,
    embeds: data === undefined ? [] : embeds.parse(data).embeds,
    text: all.flatMap(({ content }) => content ?? []).join('\n'),
    labels: buttons.map(({ label }) => label ?? ''),
    /** The custom id of the button with this label, the `nth` of several. */
    button: (label: string, nth = 0): string => {
      const found = buttons.filter((one) => one.label === label)[nth]?.custom_id;
      if (found === undefined) throw new Error(`no button ${label} among ${buttons.map((one) => one.label).join(', ')}`);
      return found;
    },
    /** The custom id of a form. */
    form: z.looseObject({ custom_id: z.string().default('') }).parse(data ?? {}).custom_id,
    /** What is filled in, by the fields' custom ids. */
    filled: Object.fromEntries(all.filter(({ type }) => type === 4).map(({ custom_id = '', value = '' }) => [custom_id, value])),
  };
};
