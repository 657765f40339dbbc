import type { SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { scanFrames } from './frame.js';
import type { JournalFs } from './fs.js';
import { decodeRecord, type ChangeRecord, type SettledRecord } from './record.js';

interface Reading {
  readonly fs: JournalFs;
  readonly log: Logger;
}

export interface WhatToRead {
  /** Only the first bytes of the segment, so many. */
  readonly limit?: number;
  /** Only changes of these spaces. */
  readonly wanted?: (space: SpaceId) => boolean;
}

export interface SegmentContent {
  readonly changes: readonly ChangeRecord[];
  readonly settled: readonly SettledRecord[];
}

/** Everything readable of a segment. What is damaged is skipped and reported: loudly, unless it is the torn end of a crash. */
export const readSegment = async (
  { fs, log }: Reading,
  path: string,
  { limit, wanted }: WhatToRead = {},
): Promise<SegmentContent> => {
  const { payloads, damage } = scanFrames((await fs.read(path)).subarray(0, limit));
  for (const { offset, bytes, tail } of damage) {
    const fields = { segment: path, offset, bytes };
    if (tail) log.warn(fields, 'the journal ends in a torn record');
    else log.error(fields, 'the journal is damaged: records are lost');
  }
  const changes: ChangeRecord[] = [];
  const settled: SettledRecord[] = [];
  for (const payload of payloads) {
    try {
      const record = decodeRecord(payload, wanted);
      if (record?.kind === 'change') changes.push(record);
      else if (record !== null) settled.push(record);
    } catch (error) {
      log.error({ segment: path, err: error }, 'a journal record cannot be understood');
    }
  }
  return { changes, settled };
};
