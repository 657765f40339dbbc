import { NOTE_MAX } from '../domain/session.js';
import { field } from './kit/fields/index.js';

/** A note in a form, where it has to be given. */
export const NOTE_FIELD = {
  label: 'session.noteModal.label',
  placeholder: 'session.noteModal.placeholder',
  max: NOTE_MAX,
} as const;

/** The same where none is a note too: it takes away what was there. */
export const noteField = field.text({ ...NOTE_FIELD, required: false });
