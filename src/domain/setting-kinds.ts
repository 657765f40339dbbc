import { z } from 'zod';
import { channelId, roleId } from './ids.js';
import { isTimeZone } from './time-zone.js';

/** A page of the panel. */
export const TOPICS = ['time', 'clock', 'corrections', 'reminders', 'reports', 'visibility', 'boards', 'posts', 'data'] as const;
export type Topic = (typeof TOPICS)[number];

/** How a value is given and shown. `optional`: it may be off, which is null. */
export type SettingInput =
  | { readonly kind: 'zone' }
  | { readonly kind: 'locale' }
  | { readonly kind: 'toggle' }
  /** One of these; each has a name in the locales. */
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  /** Any of these, also none. */
  | { readonly kind: 'choices'; readonly of: readonly string[] }
  /** `clock`: minutes after midnight. `duration`: minutes. `days`, `count`: a plain number. */
  | {
      readonly kind: 'clock' | 'duration' | 'days';
      readonly min: number;
      readonly max: number;
      readonly optional: boolean;
    }
  /** `given`: the bot gives it, and takes it away. */
  | { readonly kind: 'role'; readonly given: boolean }
  | { readonly kind: 'channel' };

/** What a setting may be. Zod says what is stored, `input` what a panel and a command offer. */
export interface SettingKind<Schema extends z.ZodDefault = z.ZodDefault> {
  readonly schema: Schema;
  readonly input: SettingInput;
}

const snowflake = z.string().regex(/^\d{1,20}$/);

export const zone = (standard: string) => ({
  schema: z.string().refine(isTimeZone, 'is not a time zone').default(standard),
  input: { kind: 'zone' } as const,
});

/** BCP 47, one of the shipped locales. */
export const locale = (standard: string) => ({ schema: z.string().default(standard), input: { kind: 'locale' } as const });

export const toggle = (standard: boolean) => ({ schema: z.boolean().default(standard), input: { kind: 'toggle' } as const });

export const choice = <const Of extends readonly [string, ...string[]]>(of: Of, standard: NoInfer<Of[number]>) => ({
  schema: z.enum(of).default(standard),
  input: { kind: 'choice', of } as const,
});

export const choices = <const Of extends readonly [string, ...string[]]>(of: Of, standard: readonly NoInfer<Of[number]>[]) => ({
  schema: z.array(z.enum(of)).default([...standard] as z.output<z.ZodEnum<{ [Key in Of[number]]: Key }>>[]),
  input: { kind: 'choices', of } as const,
});

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const whole =
  (kind: 'clock' | 'duration' | 'days') =>
  (standard: number, { min, max }: Bounds) => ({
    schema: z.int().min(min).max(max).default(standard),
    input: { kind, min, max, optional: false } as const,
  });
const wholeOrOff =
  (kind: 'clock' | 'duration' | 'days') =>
  (standard: number | null, { min, max }: Bounds) => ({
    schema: z.int().min(min).max(max).nullable().default(standard),
    input: { kind, min, max, optional: true } as const,
  });

/** Minutes after midnight. */
export const clockTime = whole('clock');
/** Minutes. */
export const duration = whole('duration');
export const durationOrOff = wholeOrOff('duration');
export const days = whole('days');
export const daysOrOff = wholeOrOff('days');

const roleSchema = snowflake.transform(roleId).nullable().default(null);
/** A role that the bot gives. Null: not used. */
export const role = () => ({ schema: roleSchema, input: { kind: 'role', given: true } as const });
/** A role that people have, whoever gives it. Null: not used. */
export const knownRole = () => ({ schema: roleSchema, input: { kind: 'role', given: false } as const });
export const channel = () => ({
  schema: snowflake.transform(channelId).nullable().default(null),
  input: { kind: 'channel' } as const,
});
