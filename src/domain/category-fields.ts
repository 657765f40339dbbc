import { z } from 'zod';
import colours from '../../data/colours.json' with { type: 'json' };
import { CATEGORY_LIMITS } from './category.js';
import { codePointCount } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

const COLOURS = new Map(Object.entries(z.record(z.string(), z.string().regex(/^#[0-9a-f]{6}$/)).parse(colours)));
const HEX = /^#?(?<six>[0-9a-f]{6})$|^#(?<three>[0-9a-f]{3})$/;

/** `#rrggbb`, `rrggbb`, `#rgb` or a CSS colour name -> 0xRRGGBB; null or blank -> null. CATEGORY_COLOUR_INVALID with `input`. */
export const parseColour = (input: string | null): Result<number | null, DomainError> => {
  const text = input?.trim().toLowerCase() ?? '';
  if (text === '') return ok(null);
  const groups = HEX.exec(COLOURS.get(text.replace(/[\s_-]/g, '')) ?? text)?.groups;
  const digits = groups?.['six'] ?? groups?.['three']?.replace(/./g, '$&$&');
  return digits === undefined
    ? err(domainError('CATEGORY_COLOUR_INVALID', { input: text.slice(0, 40) }))
    : ok(Number.parseInt(digits, 16));
};

const CUSTOM_EMOJI = /^<a?:\w{2,32}:\d{17,20}>$/;
// The `v` flag is younger than our compile target; every Node that we run on has it.
const UNICODE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** One Unicode emoji, or a custom one as `<:name:id>`; null or blank -> null. CATEGORY_EMOJI_INVALID. */
export const parseEmoji = (input: string | null): Result<string | null, DomainError> => {
  const text = input?.trim() ?? '';
  if (text === '') return ok(null);
  if (CUSTOM_EMOJI.test(text)) return ok(text);
  // Keyboards leave out the variation selector that makes ❤ an emoji (U+FE0F).
  const emoji = [text, `${text}\uFE0F`].find((candidate) => UNICODE_EMOJI.test(candidate));
  return emoji === undefined ? err(domainError('CATEGORY_EMOJI_INVALID')) : ok(emoji);
};

/** Trimmed, at most 200 code points; blank -> null. CATEGORY_DESCRIPTION_TOO_LONG with `max`. */
export const parseDescription = (input: string | null): Result<string | null, DomainError> => {
  const text = input?.trim() ?? '';
  const max = CATEGORY_LIMITS.descriptionMax;
  if (codePointCount(text) > max) return err(domainError('CATEGORY_DESCRIPTION_TOO_LONG', { max }));
  return ok(text === '' ? null : text);
};

/** A whole number 0–5. CATEGORY_WEIGHT_INVALID with `min` and `max`. */
export const parseWeight = (input: number): Result<number, DomainError> => {
  const { weightMin: min, weightMax: max } = CATEGORY_LIMITS;
  const valid = Number.isInteger(input) && input >= min && input <= max;
  return valid ? ok(input) : err(domainError('CATEGORY_WEIGHT_INVALID', { min, max }));
};
