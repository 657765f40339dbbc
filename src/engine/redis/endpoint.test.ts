import { describe, expect, it } from 'vitest';
import { parseEndpoint } from './endpoint.js';

const open = { username: null, password: null, tls: false };

describe('parseEndpoint', () => {
  it.each([
    ['redis://localhost', { kind: 'standalone', host: 'localhost', port: 6379, db: 0, ...open }],
    [
      'redis://a:p%40ss@h:7000/3',
      { kind: 'standalone', host: 'h', port: 7000, db: 3, username: 'a', password: 'p@ss', tls: false },
    ],
    ['rediss://:s3@h', { kind: 'standalone', host: 'h', port: 6379, db: 0, username: null, password: 's3', tls: true }],
    ['redis://[::1]:6380', { kind: 'standalone', host: '::1', port: 6380, db: 0, ...open }],
    ['/run/redis.sock', { kind: 'socket', path: '/run/redis.sock', db: 0 }],
    ['unix:/run/redis.sock', { kind: 'socket', path: '/run/redis.sock', db: 0 }],
    ['redis+unix:///run/redis.sock?db=2', { kind: 'socket', path: '/run/redis.sock', db: 2 }],
    [
      'redis://a:7000,b:7001',
      {
        kind: 'cluster',
        nodes: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 7001 },
        ],
        ...open,
      },
    ],
    ['redis://a:7000?cluster=true', { kind: 'cluster', nodes: [{ host: 'a', port: 7000 }], ...open }],
  ])('%s', (url, expected) => {
    expect(parseEndpoint(url)).toEqual(expected);
  });

  it.each(['', 'http://h', 'redis://h/one', 'redis://', 'redis://h:99999'])('refuses %j', (url) => {
    expect(() => parseEndpoint(url)).toThrow(TypeError);
  });

  it('keeps secrets out of its messages', () => {
    expect(() => parseEndpoint('redis://:hunter2@h/x')).toThrow(expect.not.stringContaining('hunter2') as string);
  });
});
