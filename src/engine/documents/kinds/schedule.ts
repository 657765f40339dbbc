import { z } from 'zod';
import { isErrorCode, type ErrorCode } from '../../../domain/errors.js';
import { spaceId, type SpaceId } from '../../../domain/ids.js';
import type { Interval } from '../../../domain/session.js';
import type { WorkSpan } from '../../../domain/work-hours.js';
import { defineDocument } from '../document-kind.js';

/** Why a plan could not be made. */
export interface ScheduleProblem {
  readonly code: ErrorCode;
  /** As its text needs them. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** A table at Notion whose pages are tasks. */
export interface StoredTracker {
  /** Of its data source at Notion. */
  readonly id: string;
  /** Whose connection reaches it. */
  readonly space: SpaceId;
  /** For people. */
  readonly title: string;
  /** What its properties are called, where that is not usual. */
  readonly properties: Readonly<Record<string, string>>;
  /** Where tasks in several pieces are planned: a page has one range, from the first start to the last end. */
  readonly pieces: readonly { readonly id: string; readonly spans: readonly Interval[] }[];
}

const hours: z.ZodType<WorkSpan> = z.looseObject({ from: z.int().min(0).max(1440), to: z.int().min(1).max(2880) });
const days: z.ZodType<readonly (readonly WorkSpan[])[]> = z.array(z.array(hours)).length(7);

const space = z
  .string()
  .regex(/^[gu]\d{1,20}$/)
  .transform(spaceId);
const tracker: z.ZodType<StoredTracker> = z.looseObject({
  id: z.string().min(1).max(100),
  space: z
    .string()
    .regex(/^[gu]\d{1,20}$/)
    .transform(spaceId),
  title: z.string().max(400),
  properties: z.record(z.string().max(40), z.string().max(200)).default({}),
  pieces: z
    .array(z.looseObject({ id: z.string().max(100), spans: z.array(z.looseObject({ start: z.int(), end: z.int() })) }))
    .default([]),
});
const trackers: z.ZodType<readonly StoredTracker[]> = z.array(tracker);

const problem: z.ZodType<ScheduleProblem> = z.looseObject({
  // A code of another version is a problem as well.
  code: z.string().transform((code): ErrorCode => (isErrorCode(code) ? code : 'UNEXPECTED')),
  params: z.record(z.string().max(40), z.union([z.string().max(400), z.number()])),
});

/** How tasks of a person are planned: kept as their tasks are. What is null is as the installation has it. */
export const schedule = defineDocument({
  name: 'schedule',
  scope: 'member',
  concealed: ['busySealed'],
  fields: {
    /** Is it planned by itself? */
    isOn: z.boolean().default(false),
    /** IANA name: what it was where its member last asked for a plan. One's own choice for everywhere goes first. */
    zone: z.string().max(64).nullable().default(null),
    /** Where its member last changed something: days of leave there are free too. */
    askedIn: space.nullable().default(null),
    /** Monday first. */
    days: days.nullable().default(null),
    slotMinutes: z.int().min(5).max(120).nullable().default(null),
    daysAhead: z.int().min(1).max(60).nullable().default(null),
    rankOrder: z.enum(['high', 'low']).nullable().default(null),
    split: z.boolean().nullable().default(null),
    /** Of tasks elsewhere of which nobody says how long they take. */
    defaultMinutes: z.int().min(5).max(1440).nullable().default(null),
    /** Names of statuses that are left out elsewhere. */
    leftOut: z.array(z.string().max(100)).max(20).nullable().default(null),
    /** The sealed address (`SecretBox`) of a calendar whose events are busy; '': none. Whoever knows it can read that calendar. */
    busySealed: z.string().max(4000).default(''),
    /** Of that address, for people. */
    busyHost: z.string().max(300).default(''),
    /** Trackers elsewhere whose tasks are planned too. */
    trackers: trackers.default([]),
    /** Why the last run by itself failed; null when it did not. */
    problem: problem.nullable().default(null),
  },
});
