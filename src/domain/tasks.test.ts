import { expect, it } from 'vitest';
import { guildSpace, sessionId } from './ids.js';
import {
  changeTask,
  TASK_KEPT_MS,
  TASK_SESSIONS_MAX,
  TASKS_MAX,
  withoutTask,
  withSession,
  withTask,
  type OwnTask,
} from './tasks.js';

const NOW = 1_800_000_000_000;
const task = (id: string, more: Partial<OwnTask> = {}): OwnTask => ({
  ...{ id, name: id, estimateMs: 3_600_000, due: null, rank: null, category: null, createdAt: NOW, doneAt: null },
  ...{ scheduled: [], pinned: false, sessions: [] },
  ...more,
});
const ids = (result: ReturnType<typeof withTask>): unknown => (result.ok ? result.value.map(({ id }) => id) : result.error.code);

it('adds a task once, and forgets what was done long ago', () => {
  const list = [task('old', { doneAt: NOW - TASK_KEPT_MS }), task('open', { createdAt: 0 }), task('done', { doneAt: NOW - 1 })];
  expect(ids(withTask(list, task('new')))).toEqual(['open', 'done', 'new']);
  expect(ids(withTask(list, task('open')))).toEqual(['old', 'open', 'done']);
});

it('makes room by forgetting what was done first, and refuses when all are still to be done', () => {
  const open = Array.from({ length: TASKS_MAX - 1 }, (_, at) => task(`o${at}`));
  const full = [task('first', { doneAt: NOW - 9 }), ...open.slice(1), task('last', { doneAt: NOW - 1 })];
  expect(ids(withTask(full, task('new')))).toEqual([...open.slice(1).map(({ id }) => id), 'last', 'new']);
  expect(ids(withTask([...open, task('one more')], task('new')))).toBe('TASKS_FULL');
});

it('changes and takes away what is there', () => {
  const list = [task('a'), task('b')];
  const same = changeTask(list, 'a', (one) => ({ ok: true, value: one }));
  expect(same.ok && same.value).toBe(list);
  expect(changeTask(list, 'c', (one) => ({ ok: true, value: one }))).toMatchObject({ ok: false });
  expect(ids(withoutTask(list, 'a'))).toEqual(['b']);
  expect(ids(withoutTask(list, 'c'))).toBe('TASK_NOT_FOUND');
});

it('remembers a session once, and the newest of many', () => {
  const begun = (at: number) => ({ space: guildSpace('1'), session: sessionId(`s${at}`) });
  const one = withSession(task('a'), begun(0));
  expect(withSession(one, begun(0))).toBe(one);
  const many = Array.from({ length: TASK_SESSIONS_MAX + 5 }, (_, at) => begun(at)).reduce(withSession, task('a'));
  expect(many.sessions).toHaveLength(TASK_SESSIONS_MAX);
  expect(many.sessions.at(-1)?.session).toBe(`s${TASK_SESSIONS_MAX + 4}`);
});
