import { categoryId, sessionId } from '../../domain/ids.js';
import type { CommandType, SessionCommand } from '../../domain/commands.js';
import { END_REASONS } from '../../domain/session.js';
import { CorruptData, type Row } from '../codec/blob.js';
import type { RowWriter } from '../fast/row-writer.js';
import { correctionOf, isCorrection, isCorrectionType, textOfCorrection, type CorrectionType } from './correction.js';

/** Their places are what is stored: new ones go to the end. `TYPES.indexOf` does not compile with a command that is not among them. */
const TYPES = [
  'clockIn',
  'pause',
  'resume',
  'clockOut',
  'setNote',
  'adjust',
  'confirm',
  'reopen',
  'addEntry',
  'editEntry',
  'deleteEntry',
  'importEntries',
  'recount',
  'undo',
  'switch',
  'confirmUnchanged',
  'endAt',
] as const satisfies readonly CommandType[];

/**
 * A command as a row: type, session, note (true: left as it is), category, reason, effective time; nil for what it does not have. One that a click
 * does not make: type, and the rest as JSON (correction.ts).
 */
export const writeCommand = (writer: RowWriter, command: SessionCommand): void => {
  if (isCorrection(command)) {
    writer.array(2);
    writer.int(TYPES.indexOf(command.type));
    writer.text(textOfCorrection(command));
    return;
  }
  writer.array(6);
  writer.int(TYPES.indexOf(command.type));
  writer.idOrNil(command.session ?? null);
  if ('note' in command) writer.textOrNil(command.note);
  else writer.yes();
  writer.textOrNil(command.type === 'clockIn' ? command.category : null);
  writer.intOrNil(command.type === 'clockOut' ? END_REASONS.indexOf(command.reason) : null);
  writer.intOrNil(command.type === 'adjust' ? command.effectiveMs : null);
};

/** @throws CorruptData */
export const commandOf = (row: Row): SessionCommand => {
  const type = row.choice(0, TYPES);
  return isCorrectionType(type) ? correctionOf(type, row.text(1)) : clockCommandOf(type, row);
};

const clockCommandOf = (type: Exclude<(typeof TYPES)[number], CorrectionType>, row: Row): SessionCommand => {
  const session = row.has(1) ? sessionId(row.id(1)) : null;
  const meant = session === null ? {} : { session };
  const named = (): NonNullable<typeof session> => {
    if (session === null) throw new CorruptData(`command ${type}: no session`);
    return session;
  };
  switch (type) {
    case 'clockIn':
      return { type, session: named(), category: categoryId(row.text(3)), note: row.textOrNull(2) };
    case 'pause':
    case 'resume':
      return { type, ...meant };
    case 'clockOut':
      return { type, reason: row.choice(4, END_REASONS), ...meant, ...(row.isYes(2) ? {} : { note: row.textOrNull(2) }) };
    case 'setNote':
      return { type, note: row.textOrNull(2), ...meant };
    case 'adjust':
      return { type, session: named(), effectiveMs: row.intOrNull(5) };
    case 'confirm':
    case 'reopen':
      return { type, session: named() };
  }
};
