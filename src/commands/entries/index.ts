import type { Component } from '../kit/component.js';
import { addEntry } from './add.js';
import { deleteButton, deleteEntry } from './delete.js';
import { editComponents } from './edit.js';
import { goOnButtons } from './go-on.js';
import { listButton, listEntries } from './list.js';
import { draftButtons } from './save.js';
import { summaryButtons } from './summary-buttons.js';
import { switchCategory } from './switch.js';
import { undoButton, undoLast } from './undo.js';

/** What a member does with their own entries: subcommands of `/session`. */
export const entryCommands = [switchCategory, listEntries, addEntry, deleteEntry, undoLast];

/** The buttons and forms of those, of the summary after a clock-out, and of a clock-in right after it. */
export const entryComponents: readonly Component[] = [
  ...summaryButtons,
  ...goOnButtons,
  ...draftButtons,
  ...editComponents,
  listButton,
  deleteButton,
  undoButton,
];
