import { readFile } from 'node:fs/promises';
import type { PackedFile } from '../../export/packing/pack.js';
import type { Translator } from '../../i18n/translator.js';
import { doneView } from '../../views/export/card.js';
import type { ExportWhat } from '../../views/export/what.js';
import type { LayoutView } from '../../views/message.js';
import { FILES } from '../kit/limits.js';
import type { Attachment } from '../kit/responder.js';
import { mib, type Produced } from './produce.js';

const MIB = 1024 * 1024;
/** Beside the files the message needs some room of the same request, bytes. */
export const ROOM = 64 * 1024;
/** What Discord takes of one request, with all its files, bytes. */
const REQUEST_MAX = 25 * MIB - ROOM;

/** The largest file that can be sent where one may have `limit` bytes. */
export const sendable = (limit: number): number => Math.min(limit, REQUEST_MAX) - ROOM;

/** Files as they are sent together: each message has ten at most, and no more bytes than a request. */
export const messagesOf = (files: readonly PackedFile[]): readonly (readonly PackedFile[])[] => {
  const messages: PackedFile[][] = [];
  let size = 0;
  for (const file of files) {
    const last = messages.at(-1);
    if (last === undefined || last.length === FILES.count || size + file.size > REQUEST_MAX) {
      messages.push([file]);
      size = file.size;
    } else {
      last.push(file);
      size += file.size;
    }
  }
  return messages;
};

/** A message with its files, which are read when it is sent. */
export interface ResultMessage {
  readonly view: LayoutView;
  files(): Promise<readonly Attachment[]>;
}

/** All messages that the result of an export takes. `maxBytes`: what a file may have there. */
export const resultMessages = (
  what: ExportWhat,
  { files, rows, made }: Produced,
  maxBytes: number,
  t: Translator,
): readonly ResultMessage[] => {
  const messages = messagesOf(files);
  return messages.map((some, at) => ({
    view: doneView(
      {
        ...{ what, rows },
        names: some.map(({ name }) => name),
        made: { how: made, parts: files.length, maxMib: mib(maxBytes) },
        part: messages.length === 1 ? null : { n: at + 1, of: messages.length },
      },
      t,
    ),
    files: () =>
      Promise.all(some.map(async ({ path, name, contentType }) => ({ name, contentType, data: await readFile(path) }))),
  }));
};
