import { describe, expect, it } from 'vitest';
import { requestId, spaceId, userId, type RequestId } from '../../domain/ids.js';
import { StoreUnavailable } from '../store.js';
import { Newest } from './newest.js';

const [A, B] = [spaceId('g1'), spaceId('g2')];
const change = (space: typeof A, id: string, journaledAt = 0, user = '1') => ({
  ...{ space, user: userId(user), requestId: requestId(id), askedAt: 5, journaledAt },
});
/** A store that has these requests. */
const having = (...ids: readonly string[]) => {
  const asked: string[] = [];
  return {
    asked,
    wasApplied: (_space: unknown, _user: unknown, request: RequestId) => {
      asked.push(request);
      return Promise.resolve(ids.includes(request));
    },
  };
};

describe('the newest confirmed change of a space', () => {
  it('is all that is asked for', async () => {
    const newest = new Newest();
    for (const id of ['a1', 'a2', 'a3']) newest.confirmed(change(A, id), 10);
    newest.confirmed(change(B, 'b1'), 10);
    const store = having('a3');
    expect(await newest.missing(store, 0)).toEqual(new Set([B]));
    expect(store.asked.sort()).toEqual(['a3', 'b1']);
  });

  it('is forgotten with what the journal keeps', async () => {
    const newest = new Newest();
    newest.confirmed(change(A, 'a'), 10);
    expect(await newest.missing(having(), 11)).toEqual(new Set());
  });

  it('does not stand for those of another process that were taken over, of which any may be the newest', async () => {
    const newest = new Newest();
    newest.confirmed(change(A, 'ours'), 20_000);
    newest.takenOver([
      change(B, 'old', 1, '1'),
      change(B, 'quiet', 2, '1'),
      change(A, 'late', 19_000, '2'),
      change(A, 'last', 20_000, '3'),
    ]);
    const store = having('ours', 'last', 'old');
    expect(await newest.missing(store, 0)).toEqual(new Set([A, B]));
    expect(store.asked.sort()).toEqual(['last', 'late', 'ours', 'quiet']);
  });

  it('is asked for beside one of which it is only known that it was applied some time', async () => {
    const newest = new Newest();
    newest.replayed(change(A, 'before or after', 10, '1'), 10);
    newest.confirmed(change(A, 'ours'), 10);
    expect(await newest.missing(having('ours'), 0)).toEqual(new Set([A]));
    expect(await newest.missing(having('ours', 'before or after'), 0)).toEqual(new Set());
  });

  it('counts as missing when the store does not say', async () => {
    const newest = new Newest();
    newest.confirmed(change(A, 'a'), 1);
    const away = { wasApplied: () => Promise.reject(new StoreUnavailable('away', { maybeApplied: false })) };
    expect(await newest.missing(away, 0)).toEqual(new Set([A]));
    const broken = { wasApplied: () => Promise.reject(new Error('broken')) };
    await expect(newest.missing(broken, 0)).rejects.toThrow('broken');
  });
});
