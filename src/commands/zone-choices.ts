import { searchZones } from '../domain/zones/zone-search.js';
import { zoneLabel } from '../views/time-zone.js';
import type { Autocomplete } from './kit/options.js';
import { loadedZoneOf } from './zone-of.js';

const CHOICES_MAX = 25;

/** Time zones by name, city or country, each with the time it is there; sends IANA names. */
export const zoneChoices: Autocomplete = (ctx, typed, deps) => {
  const usual = [loadedZoneOf(ctx, deps), deps.spaces.loaded(ctx.space)?.settings.timeZone].filter((zone) => zone !== undefined);
  const now = deps.clock.now();
  const zones = searchZones(typed, ctx.t.locale, CHOICES_MAX, usual);
  return Promise.resolve(zones.map((zone) => ({ name: zoneLabel(zone, now, ctx.t), value: zone })));
};
