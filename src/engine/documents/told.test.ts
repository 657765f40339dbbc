import { expect, it } from 'vitest';
import { guildSpace } from '../../domain/ids.js';
import { createDocuments } from './cached-documents.js';
import { encodeDocument } from './document-codec.js';
import { setup } from './kinds/setup.js';

const SPACE = guildSpace('1');
const PLACE = { kind: setup.name, space: SPACE, user: null };

it('what the ledger tells of is read anew, also before another process has said so; what is known already is not', async () => {
  let version = 1;
  let reads = 0;
  const documents = createDocuments({
    kinds: [setup],
    store: {
      read: () => {
        reads += 1;
        return Promise.resolve(encodeDocument({ version }));
      },
      write: () => Promise.reject(new Error('nothing is written here')),
      members: () => {
        throw new Error('nobody asks for members here');
      },
    },
    enqueue: (_order, task) => task(),
    trusted: () => true,
    max: 10,
  });
  const look = async (): Promise<readonly number[]> => [(await documents.of(setup).get(SPACE)).version, reads];
  expect(await look()).toEqual([1, 1]);
  version = 2;
  expect(await look()).toEqual([1, 1]);
  documents.told(PLACE, 2);
  expect(await look()).toEqual([2, 2]);
  for (const known of [1, 2]) documents.told(PLACE, known);
  expect(await look()).toEqual([2, 2]);
});
