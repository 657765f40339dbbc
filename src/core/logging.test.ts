import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger, redactor } from './logging.js';

const record = z.record(z.string(), z.unknown());

function capture(secrets: string[] = []) {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', format: 'json', secrets, destination: { write: (line) => void lines.push(line) } });
  return { log, lines, last: () => record.parse(JSON.parse(lines.at(-1) ?? '{}')) };
}

describe('createLogger', () => {
  it('writes one JSON object a line, with the fields of its parents', () => {
    const { log, last } = capture();
    log.child({ interaction: '1' }).child({ guild: 2n }).warn({ ms: 3 }, 'hello');
    expect(last()).toMatchObject({ level: 'warn', interaction: '1', guild: '2', ms: 3, msg: 'hello' });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('keeps to its level', () => {
    const { log, lines } = capture();
    log.debug({}, 'quiet');
    expect(lines).toEqual([]);
  });

  it('writes an error with its stack and its causes', () => {
    const { log, last } = capture();
    log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    expect(last()['error']).toMatchObject({ type: 'Error', message: 'outer', cause: { message: 'inner' } });
    expect(record.parse(last()['error'])['stack']).toContain('logging.test');
  });

  it('keeps to itself what libraries hang on to an error', () => {
    const { log, lines, last } = capture();
    const sent = Object.assign(new Error('WRONGTYPE'), {
      code: 'EREPLY',
      command: { name: 'evalsha', args: ['a private note'] },
    });
    log.error({ err: new Error('the store failed', { cause: sent }) }, 'failed');
    log.warn({ error: new AggregateError([sent, 'words'], 'several') }, 'failed');
    expect(lines.join('')).not.toContain('private');
    expect(last()['error']).toMatchObject({ message: 'several', errors: [{ message: 'WRONGTYPE', code: 'EREPLY' }, 'words'] });
    const loop = new Error('round and round');
    loop.cause = loop;
    log.error({ err: loop }, 'failed');
    expect(last()['err']).toMatchObject({ cause: { cause: { message: 'round and round' } } });
  });

  it('blanks what is secret by its name, by its place in a path, by its place in a URL, and by its value', () => {
    const { log, lines } = capture(['my-bot-token']);
    log.info({ token: 'hush1', request: { headers: { authorization: 'hush2' } } }, 'a');
    log.info({ url: '/webhooks/123/hush3.x-y/messages/@original', path: '/interactions/9/hush4/callback' }, 'b');
    log.info({ error: new Error('connect redis://default:hush5@db:6379 failed') }, 'c');
    log.child({ note: 'Bot my-bot-token' }).info({}, 'my-bot-token');
    const text = lines.join('');
    expect(text).not.toMatch(/hush|my-bot-token/);
    expect(text).toContain('/webhooks/123/[redacted]/messages/@original');
    expect(text).toContain('redis://default:[redacted]@db:6379');
  });
});

it('finds a secret however it is written', () => {
  const secret = 'pa"ss\\wört@x';
  const blank = redactor([secret]);
  const inJson = JSON.stringify(secret);
  for (const line of [secret, inJson, JSON.stringify(inJson), encodeURIComponent(secret), encodeURI(secret), `x${secret}y`])
    expect(blank(line)).not.toMatch(/ss|w.+rt/);
});
