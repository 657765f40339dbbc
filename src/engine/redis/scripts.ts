import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from './connection.js';

const FOLDER = join(import.meta.dirname, 'scripts');
const INCLUDE = /^--- @include "([a-z-]+)"$/gm;
const FLAGS = /^--- @flags ([a-z-]+(?:,[a-z-]+)*)$/m;

/**
 * Reads `scripts/<name>.lua` and puts its includes in. The `#!lua` line makes Redis refuse keys that were not declared and lie in another slot.
 * @throws when a file or an include is missing, or an include includes
 */
const loadScript = (name: string, folder = FOLDER): Script => {
  const body = readFileSync(join(folder, `${name}.lua`), 'utf8');
  const flags = FLAGS.exec(body)?.[1];
  const resolved = body.replace(INCLUDE, (_line, included: string) => {
    const part = readFileSync(join(folder, 'include', `${included}.lua`), 'utf8').trim();
    if (part.includes('--- @include')) throw new Error(`include ${included} of ${name} includes; keep includes flat`);
    return part;
  });
  const source = `#!lua${flags === undefined ? '' : ` flags=${flags}`}\n${resolved}`;
  return { name, source, sha: createHash('sha1').update(source).digest('hex') };
};

export const scripts = {
  buryMember: loadScript('bury-member'),
  changeDue: loadScript('change-due'),
  commit: loadScript('commit'),
  countUses: loadScript('count-uses'),
  eraseMember: loadScript('erase-member'),
  giveTurnBack: loadScript('give-turn-back'),
  lease: loadScript('lease'),
  mergeFormer: loadScript('merge-former'),
  putDocument: loadScript('put-document'),
  readFormer: loadScript('read-former'),
  readMember: loadScript('read-member'),
  readOnTheClock: loadScript('read-on-the-clock'),
  restoreMember: loadScript('restore-member'),
  rollCall: loadScript('roll-call'),
  schema: loadScript('schema'),
  swapLedger: loadScript('swap-ledger'),
  touchWebSession: loadScript('touch-web-session'),
  takeOffDay: loadScript('take-off-day'),
  readStatus: loadScript('read-status'),
  keepStatus: loadScript('keep-status'),
  readUnfolded: loadScript('read-unfolded'),
  foldBoards: loadScript('fold-boards'),
  foldHistory: loadScript('fold-history'),
  readHistory: loadScript('read-history'),
  beginConsumer: loadScript('begin-consumer'),
  readNews: loadScript('read-news'),
  moveConsumer: loadScript('move-consumer'),
  boardPlace: loadScript('board-place'),
  boardTop: loadScript('board-top'),
  signBoard: loadScript('sign-board'),
  standOnBoards: loadScript('stand-on-boards'),
  setOnBoard: loadScript('set-on-board'),
  toldNotices: loadScript('told-notices'),
  putNotice: loadScript('put-notice'),
  keepForMember: loadScript('keep-for-member'),
} as const;
