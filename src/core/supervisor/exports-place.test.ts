import { expect, it } from 'vitest';
import { EXPORT_IDS } from '../../commands/export/custom-ids.js';
import { userId } from '../../domain/ids.js';
import { exportsOfCall, exportsOfInteraction, inOrderFor } from './exports-place.js';

const bytes = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
const cancel = EXPORT_IDS.cancel.encode({ owner: userId('7'), id: '1' });
const member = { user: { id: '7' } };

it.each([
  [{ data: { name: 'export' }, guild_id: '9', member }, 'g9'],
  [{ data: { custom_id: cancel }, guild_id: '9', member }, 'g9'],
  [{ data: { custom_id: cancel }, user: { id: '7' } }, 'u7'],
  [{ data: { name: 'export' } }, null],
  [{ data: { name: 'status' }, guild_id: '9', member }, null],
  [{ data: { name: 'clockin', options: [{ name: 'note', value: 'export' }] }, guild_id: '9', member }, null],
  [{ data: { name: 'export' }, guild_id: '../9', member }, null],
])('of %j the exports are those of %s', (interaction, space) => {
  expect(exportsOfInteraction(bytes(interaction))).toBe(space);
});

it('what is no interaction is about nothing', () => {
  expect(exportsOfInteraction(new Uint8Array(Buffer.from('{"export"')))).toBe(null);
  expect(exportsOfInteraction(new Uint8Array())).toBe(null);
});

it.each([
  ['/api/v1/spaces/g9/exports', 'g9'],
  ['/api/v1/spaces/u7/exports/abc/file', 'u7'],
  ['/api/v1/spaces/g9/exports?x=1', 'g9'],
  ['/api/v1/spaces/g9/entries', null],
  ['/api/v1/spaces/g9/exportsother', null],
])('a call to %s is about those of %s', (url, space) => {
  expect(exportsOfCall(url)).toBe(space);
});

it('spreads spaces over processes, and moves none that has its process when another one goes', () => {
  const urls = ['http://a', 'http://b', 'http://c'];
  const spaces = Array.from({ length: 300 }, (_, nth) => `g${nth}`);
  const places = spaces.map((space) => inOrderFor(space, urls)[0]);
  for (const url of urls) expect(places.filter((place) => place === url).length).toBeGreaterThan(60);
  const left = spaces.map((space) => inOrderFor(space, urls.slice(0, 2))[0]);
  expect(left.filter((place, at) => places[at] !== 'http://c' && place !== places[at])).toEqual([]);
});
