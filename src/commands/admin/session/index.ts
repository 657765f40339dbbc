import type { Component } from '../../kit/component.js';
import { defineGroup } from '../../kit/define.js';
import { addComponents, addEntryOf } from './add.js';
import { deleteComponents, deleteEntryOf } from './delete.js';
import { guards } from './desk.js';
import { draftButtons } from './draft-buttons.js';
import { editComponents, editEntryOf } from './edit.js';
import { listEntriesOf, timeCard, turnPage } from './list.js';

/** What those who may change the time of others do with it, always with a reason, and the member is told. */
export const sessionsOfOthers = defineGroup({
  name: 'session',
  guards,
  children: [listEntriesOf, editEntryOf, addEntryOf, deleteEntryOf],
});

export const sessionsOfOthersMenus = [timeCard];

export const sessionsOfOthersComponents: readonly Component[] = [
  turnPage,
  ...editComponents,
  ...addComponents,
  ...deleteComponents,
  ...draftButtons,
];
