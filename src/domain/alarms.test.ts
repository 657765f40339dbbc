import { beforeEach, describe, expect, it } from 'vitest';
import { FAKE_START, FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { createAlarms, type AlarmClock } from './alarms.js';

const [MINUTE, HOUR] = [60_000, 3_600_000];
let clock: FakeClock;
let log: RecordingLogger;
let alarms: AlarmClock;
let rung: string[];

beforeEach(() => {
  clock = new FakeClock();
  log = new RecordingLogger();
  alarms = createAlarms({ clock, log });
  rung = [];
});
const note = (name: string) => () => void rung.push(`${name}@${(clock.now() - FAKE_START) / MINUTE}`);
const inMinutes = (minutes: number) => FAKE_START + minutes * MINUTE;

describe('alarms', () => {
  it('ring once each at their moment, in order, also those of one moment and one that is set by another', async () => {
    alarms.at(inMinutes(30), note('c'));
    alarms.at(inMinutes(10), note('a'));
    alarms.at(inMinutes(10), note('b'));
    alarms.at(inMinutes(20), () => void alarms.at(inMinutes(25), note('nested')));
    alarms.at(inMinutes(-5), note('late'));
    await clock.advanceAsync(HOUR);
    expect(rung).toEqual(['late@0', 'a@10', 'b@10', 'nested@25', 'c@30']);
    expect([alarms.next(), clock.pending]).toEqual([null, 0]);
  });

  it('repeat until they are cancelled, from within as well', async () => {
    const cancel = alarms.every(10 * MINUTE, () => {
      note('tick')();
      if (rung.length === 3) cancel();
    });
    const never = alarms.at(inMinutes(5), note('never'));
    alarms.at(inMinutes(4), () => never());
    await clock.advanceAsync(HOUR);
    expect(rung).toEqual(['tick@10', 'tick@20', 'tick@30']);
    expect(() => alarms.every(0, note('x'))).toThrow(RangeError);
  });

  it('notice within half a minute that the clock was set, and make up for what was missed once', async () => {
    alarms.every(10 * MINUTE, note('tick'));
    alarms.at(inMinutes(125), note('at'));
    clock.set(inMinutes(125));
    await clock.advanceAsync(30_000);
    expect(rung).toEqual(['tick@125.5', 'at@125.5']);
    await clock.advanceAsync(10 * MINUTE);
    expect(rung.slice(2)).toEqual(['tick@135.5']);
  });

  it('ring resolves when what is due is done; one that fails is logged and stops no other', async () => {
    let finish: () => void = () => undefined;
    alarms.at(inMinutes(1), () => Promise.reject(new Error('broken')));
    alarms.at(inMinutes(1), () => new Promise<void>((resolve) => (finish = resolve)).then(note('done')));
    clock.set(inMinutes(1));
    const ringing = alarms.ring().then(note('rung'));
    await clock.advanceAsync(0);
    expect(rung).toEqual([]);
    finish();
    await ringing;
    expect(rung).toEqual(['done@1', 'rung@1']);
    expect(log.at('error')).toHaveLength(1);
  });
});
