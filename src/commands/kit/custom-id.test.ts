import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IDS } from '../custom-ids.js';
import { categoryId, sessionId, userId } from '../../domain/ids.js';
import { CUSTOM_ID_MAX, defineRoute, splitCustomId } from './custom-id.js';

const any = defineRoute('any', { a: z.string(), b: z.string() });
const decode = (id: string) => {
  const split = splitCustomId(id);
  return split?.route === any.name ? any.decode(split.values) : undefined;
};

describe('custom ids', () => {
  it('come back as they were, whatever stands in them', () => {
    const value = fc.string({ unit: fc.constantFrom(':', '%', '3', 'A', '2', '5', 'x', 'ß'), maxLength: 12 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(decode(any.encode({ a, b }))).toEqual({ a, b });
      }),
    );
  });

  it('are versioned, routed and short', () => {
    const id = IDS.pause.encode({ owner: userId('1'.repeat(20)), session: sessionId('a'.repeat(32)) });
    expect(id).toBe(`pc1:pause:${'1'.repeat(20)}:${'a'.repeat(32)}`);
    expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX);
  });

  it('are refused when too long, rather than cut', () => {
    expect(() => any.encode({ a: 'x'.repeat(100), b: '' })).toThrow(RangeError);
    expect(splitCustomId(`pc1:any:${'x'.repeat(100)}`)).toBeUndefined();
  });

  it('of anybody else are none of ours', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        fc.pre(!id.startsWith('pc1:'));
        expect(splitCustomId(id)).toBeUndefined();
      }),
    );
  });

  it.each(['pc0:pause:1:2', 'pc2:pause:1:2', 'pc1', 'pc1:', '', ':::'])('%s is not read', (id) => {
    expect(splitCustomId(id)).toBeUndefined();
  });

  it.each([
    ['too few', ['1']],
    ['too many', ['1', '2', '3']],
    ['no snowflake', ['abc', 'session']],
    ['empty', ['', '']],
    ['an odd session', ['1', 'a b']],
  ])('with %s values are forged', (_what, values) => {
    expect(IDS.pause.decode(values)).toBeUndefined();
  });

  it('never decode to something that encodes differently', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 }), (values) => {
        const args = IDS.categories.decode(values);
        if (args !== undefined) expect(Number.isSafeInteger(args.page)).toBe(true);
        const started = IDS.clockIn.decode(values);
        if (started !== undefined) expect(started.owner).toMatch(/^\d+$/);
      }),
    );
    expect(IDS.clockIn.decode(['1', 'deep%3Awork'])).toEqual({ owner: userId('1'), category: categoryId('deep:work') });
  });
});
