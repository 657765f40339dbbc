import { InteractionResponseType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { RecordingResponder } from '../support/commands-harness.js';
import type { FieldInput } from '../support/commands-payloads.js';
import type { Dice } from '../torture/dice.js';
import type { Person, Place } from './cast.js';

/** Something that stands on a message somebody has before them: a button or a menu. */
export interface Control {
  readonly customId: string;
  readonly kind: 'button' | 'text-menu' | 'role-menu' | 'member-menu';
  readonly label: string;
  /** Of a menu of texts. */
  readonly options: readonly string[];
  /** What the message shows, which a click brings back. */
  readonly embeds: readonly object[];
  readonly place: Place;
}

/** A form that was opened. */
export interface Form {
  readonly customId: string;
  readonly fields: readonly Field[];
}

interface Field {
  readonly id: string;
  readonly kind: 'text' | 'menu' | 'other';
  readonly filled: string;
  readonly options: readonly string[];
}

const option = z.looseObject({ value: z.string(), default: z.boolean().default(false) });
const part = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  value: z.string().optional(),
  disabled: z.boolean().optional(),
  options: z.array(option).optional(),
});
type Part = z.output<typeof part>;

/** All components in what was answered, those inside others included. */
const partsIn = (given: unknown): readonly Part[] => {
  if (Array.isArray(given)) return given.flatMap(partsIn);
  if (typeof given !== 'object' || given === null) return [];
  const own = part.safeParse(given);
  return [...(own.success && own.data.custom_id !== undefined ? [own.data] : []), ...Object.values(given).flatMap(partsIn)];
};

const withEmbeds = z.looseObject({ embeds: z.array(z.looseObject({})).default([]) });
const KINDS: Readonly<Record<number, Control['kind']>> = { 2: 'button', 3: 'text-menu', 5: 'member-menu', 6: 'role-menu' };

/** The controls on a message. */
export const controlsOn = (message: unknown, place: Place): readonly Control[] => {
  const shown = withEmbeds.safeParse(message);
  const embeds = shown.success ? shown.data.embeds : [];
  return partsIn(message).flatMap(({ type, custom_id: customId = '', label = '', disabled, options = [] }): Control[] => {
    const kind = KINDS[type];
    if (kind === undefined || disabled === true) return [];
    return [{ customId, kind, label, options: options.map(({ value }) => value), embeds, place }];
  });
};

/** The controls of all messages of an answer. */
export const controlsIn = ({ responses, edits, followUps }: RecordingResponder, place: Place): readonly Control[] => {
  const messages = responses.flatMap((one) => (one.type !== InteractionResponseType.Modal && 'data' in one ? [one.data] : []));
  return [...messages, ...edits, ...followUps].flatMap((message) => controlsOn(message, place));
};

const formData = z.looseObject({ custom_id: z.string(), components: z.unknown() });

/** The form that an answer opens; null when it opens none. */
export const formIn = ({ responses }: RecordingResponder): Form | null => {
  const opened = responses.find(({ type }) => type === InteractionResponseType.Modal);
  if (opened === undefined || !('data' in opened)) return null;
  const { custom_id: customId, components } = formData.parse(opened.data);
  const fields = partsIn(components).map(({ type, custom_id: id = '', value = '', options = [] }): Field => ({
    id,
    kind: type === 4 ? 'text' : type === 3 ? 'menu' : 'other',
    filled: value,
    options: options.map((one) => one.value),
  }));
  return { customId, fields };
};

/** What is typed into a field of a form by its name; undefined: it is left as it is filled in. */
export type Typing = (field: string, form: string) => string | undefined;

/** A form with one or two things in it changed, as people do. */
export const filledOut = ({ customId, fields }: Form, typing: Typing, dice: Dice): Readonly<Record<string, FieldInput>> =>
  Object.fromEntries(
    fields.map(({ id, kind, filled, options }): [string, FieldInput] => {
      if (kind === 'menu') return [id, options.length === 0 ? [] : [dice.chance(0.6) ? (options[0] ?? '') : dice.pick(options)]];
      if (kind === 'other') return [id, null];
      const isLeft = filled !== '' && dice.chance(0.5);
      return [id, isLeft ? filled : (typing(id, customId) ?? filled)];
    }),
  );

/** So many controls somebody keeps before them; older messages are scrolled away. */
const KEPT = 40;

/** What each has before them, newest last. */
export class Hands {
  readonly #held = new Map<string, Control[]>();

  take({ user }: Person, controls: readonly Control[]): void {
    this.#held.set(user, [...this.of({ user }), ...controls].slice(-KEPT));
  }

  of({ user }: Pick<Person, 'user'>): readonly Control[] {
    return this.#held.get(user) ?? [];
  }

  /** The newest one that leads to one of these handlers. */
  leading(person: Person, ...routes: readonly string[]): Control | undefined {
    return this.of(person).findLast(({ customId }) => routes.includes(customId.split(':')[1] ?? ''));
  }
}
