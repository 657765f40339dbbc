import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.js';

/*
 * For requests to addresses that people have typed, of webhooks and of calendars.
 */

/** All addresses of a name. */
export type ResolveName = (host: string) => Promise<readonly LookupAddress[]>;

/** The name is at an address that is not public. */
export class AddressRefused extends Error {}

/** The system's own. */
export const systemNames: ResolveName = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });

/**
 * Names are looked up here, by the connection itself: what was checked is what is connected to, so a name that answers otherwise the second time is of no
 * use. One address that is not public refuses the name as a whole.
 */
export const lookupOf = (resolve: ResolveName, isPrivateAllowed: boolean): LookupFunction => {
  return (host, { all }, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const isRefused = !isPrivateAllowed && addresses.some(({ address }) => !isPublicAddress(address));
        if (first === undefined || isRefused) done(new AddressRefused(`${host} is at no public address`), '', 0);
        else if (all === true) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), '', 0),
    );
  };
};

/** The host of a URL as an address has to be looked at: without the brackets of IPv6. */
const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** Is the host of a URL written as an address that is not public? No name is looked up for that, so no connection would ask. */
export const isRefusedHost = (url: string): boolean => isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url));
