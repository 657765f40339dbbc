import { expect, it } from 'vitest';
import { requestId, userId } from '../../../domain/ids.js';
import { domainError } from '../../../domain/errors.js';
import { cellsOf, ledgerCodec } from '../row-codec.js';
import { rowBytes } from '../../fast/row-writer.js';
import { encodeUnapplied } from './unapplied.js';

const USER = userId('1');
const refused = {
  requestId: requestId('7'),
  command: 'clockIn',
  at: 1_000,
  error: domainError('CATEGORY_ARCHIVED', { name: 'Wörk', n: 3 }),
};
const lineOf = (user: typeof USER | null, blob: Buffer) =>
  ledgerCodec.parse(
    '1-0',
    cellsOf(user, blob).map((cell) => Buffer.from(cell)),
  );

it('tells what was refused and why, and changes no state', () => {
  const line = lineOf(USER, encodeUnapplied(refused));
  expect(line.changesState).toBe(false);
  expect(line.records()).toEqual([
    {
      kind: 'unapplied',
      id: '7/1.refused/0',
      user: USER,
      version: 0,
      event: 'refused',
      actor: USER,
      source: 'replay',
      ...refused,
    },
  ]);
  expect(encodeUnapplied(refused)).toEqual(encodeUnapplied({ ...refused }));
});

it.each([
  ['of nobody', null, encodeUnapplied(refused)],
  ['with a reason that this version does not know', USER, encodeUnapplied({ ...refused, error: { code: 'NO_SUCH' as never } })],
  [
    'that is no such row',
    USER,
    rowBytes((writer) => {
      writer.array(4);
      writer.int(5);
      writer.int(0);
      writer.id('7');
      writer.text('x');
    }),
  ],
])('%s is skipped', (_what, user, blob) => {
  expect(lineOf(user, blob).records()).toEqual([{ kind: 'unknown', user }]);
});
