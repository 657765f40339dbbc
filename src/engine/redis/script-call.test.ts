import fc from 'fast-check';
import { Command } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { ScriptCall, type ScriptArg } from './script-call.js';

const buffer = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('pc:{g1}:s'));
const arg: fc.Arbitrary<ScriptArg> = fc.oneof(text, fc.maxSafeInteger(), buffer, fc.array(buffer, { maxLength: 4 }));
const plain = (one: ScriptArg): string | number | Buffer =>
  typeof one === 'string' || typeof one === 'number' || Buffer.isBuffer(one) ? one : Buffer.concat([...one]);
const socket = {};

describe('ScriptCall', () => {
  it('is what ioredis would send', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.array(arg, { maxLength: 8 }), (keys, args) => {
        const theirs = new Command('EVALSHA', ['sha', String(keys.length), ...keys, ...args.map(plain)]);
        const ours = new ScriptCall('EVALSHA', 'sha', keys, args);
        expect(ours.toWritable()).toEqual(Buffer.from(theirs.toWritable(socket)));
        expect(ours.getKeys()).toEqual([keys[0]]);
      }),
    );
  });

  it('keeps what was put together before, also when one is larger than all before', () => {
    const sizes = [10, 200 << 10, 100 << 10, 600 << 10, 10];
    const calls = sizes.map((size, index) => new ScriptCall('EVALSHA', 'sha', ['k'], [Buffer.alloc(size, index)]));
    calls.forEach((call, index) => expect(call.toWritable().includes(Buffer.alloc(10, index))).toBe(true));
    expect(calls.map((call) => call.toWritable().length)).toEqual(
      sizes.map((size) => Buffer.byteLength(`*5\r\n$7\r\nEVALSHA\r\n$3\r\nsha\r\n$1\r\n1\r\n$1\r\nk\r\n$${size}\r\n\r\n`) + size),
    );
  });
});
