import { checkbox, checkboxes, dynamicSelect, radio, select } from './choices.js';
import { channels, roles, users } from './entities.js';
import { files } from './files.js';
import { text } from './text.js';

export type { Field } from './field.js';

/** Field builders of forms: `field.text({ label: 'session.noteModal.label', max: 200 })`. Values are typed by them. */
export const field = { text, select, dynamicSelect, users, roles, channels, radio, checkboxes, checkbox, files };
