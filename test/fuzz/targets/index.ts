import type { Target } from '../target.js';
import { autocomplete } from './autocomplete.js';
import { commands } from './commands.js';
import { components } from './components.js';
import { modals } from './modals.js';

/** Every door that is tried. */
export const TARGETS: readonly Target[] = [commands, autocomplete, components, modals];
