import { z } from 'zod';
import { addFormError, discordError, type FormError, type FormErrors } from '../rest/errors.js';

/** Parses a request with a schema and refuses in Discord's words: 50035 with one entry per mistake, nested like the request. */

/** An issue that Discord has a code of its own for. */
export const addCoded = (ctx: z.RefinementCtx, path: PropertyKey[], code: string, message: string): void => {
  ctx.addIssue({ code: 'custom', path, message, params: { code } });
};

const formError = (issue: z.core.$ZodIssue): FormError => {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }
        : { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int') {
        return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
      }
      return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`, message: `Must be of type ${issue.expected}.` };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return { code: typeof code === 'string' ? code : 'BASE_TYPE_INVALID', message: issue.message };
    }
    case 'invalid_union':
      return { code: 'UNION_TYPE_CHOICES', message: 'Value of field "type" is not allowed here.' };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${issue.values.map(String).join(', ')}).` };
    case 'unrecognized_keys':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
};

/** @throws DiscordError 50035; `at` is put before every path (e.g. `data` of an interaction response). */
export const parseForm = <T>(schema: z.ZodType<T>, value: unknown, at: readonly string[] = []): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors: FormErrors = {};
  for (const issue of parsed.error.issues) addFormError(errors, [...at, ...issue.path], formError(issue));
  throw discordError('invalidForm', errors);
};

/** Adds the issues of a value within, each with Discord's code. */
export const relay = (ctx: z.RefinementCtx, error: z.ZodError, at: readonly PropertyKey[] = []): void => {
  for (const issue of error.issues) {
    const { code, message } = formError(issue);
    ctx.addIssue({ code: 'custom', path: [...at, ...issue.path], message, params: { code } });
  }
};

/** A value of Discord's type `T` that keeps `rules`; it passes through as it came, with keys that the rules do not name. */
export const typed = <T>(rules: z.ZodType): z.ZodType<T> =>
  z
    .custom<T>((value) => typeof value === 'object' && value !== null, {
      message: 'Only dictionaries may be used in a DictType',
      params: { code: 'DICT_TYPE_CONVERT' },
    })
    .superRefine((value, ctx) => {
      const checked = rules.safeParse(value);
      if (!checked.success) relay(ctx, checked.error);
    });
