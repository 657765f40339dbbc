import type { APIComponentInLabel } from 'discord-api-types/v10';
import { domainError, type DomainError } from '../../../domain/errors.js';
import { err, type Result } from '../../../domain/result.js';
import type { MessageKey, Translator } from '../../../i18n/translator.js';
import type { Submitted } from '../interaction.js';

/** What stands at a field: keys of texts, at most 45 characters for the label and 100 for the description. */
export interface FieldTexts {
  readonly label: MessageKey;
  readonly description?: MessageKey;
}

/** A text that is shown in a form, and how long it may be: `form-texts.test.ts` holds every language against it. */
export interface BoundedText {
  readonly key: MessageKey;
  readonly max: number;
}

/** What a field is read with. */
export interface Reading {
  /** Names the field in a refusal. */
  readonly label: string;
  /** Discord's description of people, channels and files; not parsed yet. */
  readonly resolved: unknown;
  /** Bytes. */
  readonly fileSizeLimit: number;
}

/**
 * One field of a form: how it is shown and how what was put into it is read. `T` is what a handler gets, `G` what may be given when the form is
 * opened (what is filled in already, or what can be chosen).
 */
export interface Field<T, G = unknown> {
  readonly texts: FieldTexts;
  /** Texts besides those. */
  readonly further: readonly BoundedText[];
  component(customId: string, t: Translator, given: G | undefined): APIComponentInLabel;
  /** @param sent undefined when the form came without the field */
  read(sent: Submitted | undefined, reading: Reading): Result<T, DomainError>;
}

/** Discord and our forms of older versions would not send this. */
export const misfit: Result<never, DomainError> = err(domainError('STALE_CONTROL'));

/** @throws RangeError for what Discord would refuse: a mistake in a definition */
export const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new RangeError(what);
};
