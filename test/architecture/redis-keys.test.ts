import { expect, it } from 'vitest';
import { guildSpace, userId } from '../../src/domain/ids.js';
import { KEY_KINDS, spaceKeys } from '../../src/engine/redis/key-kinds.js';
import { keys } from '../../src/engine/redis/keys.js';
import { KEY_NAMES, keyNamesOf } from '../support/key-kind-of.js';
import { readSources } from './sources.js';

const [SPACE, USER] = [guildSpace('1'), userId('2')];

it('every key of keys.ts says whose it is, how it is erased, and whether it is backed up', () => {
  expect(KEY_NAMES.length).toBeGreaterThan(30);
  expect(Object.keys(KEY_KINDS).toSorted()).toEqual([...KEY_NAMES].toSorted());
});

it('no two kinds of keys can be taken for one another', () => {
  expect(keyNamesOf(keys.memberDocuments(SPACE, USER))).toEqual(['memberDocuments']);
  for (const key of [...spaceKeys(SPACE).plain, ...spaceKeys(SPACE).indexes]) {
    const names = keyNamesOf(key).filter((name) => name !== 'on');
    expect(names, key).toHaveLength(1);
  }
  expect(keyNamesOf('pc:{g1}:nobody')).toEqual([]);
});

it('an index goes after what is found by it', () => {
  const { plain, indexes } = spaceKeys(SPACE);
  const used = new Set(
    Object.values(KEY_KINDS).flatMap((kind) => ('foundBy' in kind && kind.foundBy !== null ? [kind.foundBy] : [])),
  );
  expect([...used].toSorted()).toEqual(['boards', 'dayMonths', 'documented', 'due', 'months', 'noticed', 'states']);
  for (const index of used) {
    expect(indexes).toContain(keys[index](SPACE));
    expect(plain).not.toContain(keys[index](SPACE));
  }
});

it('nobody but keys.ts makes the name of a key', () => {
  const makers = [...readSources('src', '.ts')]
    .filter(([path, text]) => !path.endsWith('.test.ts') && /[`'"]pc:[{a-z$]/.test(text))
    .map(([path]) => path);
  expect(makers).toEqual(['src/engine/redis/keys.ts']);
});
