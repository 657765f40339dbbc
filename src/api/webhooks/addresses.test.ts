import { expect, it } from 'vitest';
import { isPublicAddress } from './addresses.js';

it.each(['1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
  'takes %s',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

it.each([
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
  // Where clouds hand out credentials.
  ...['169.254.169.254', 'fd00:ec2::254', '192.0.0.192'],
  ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9'],
  ...['::', '::1', 'fe80::1', 'fc00::1', 'ff02::1', '2001:db8::1'],
  // An address of IPv4 inside of one of IPv6: mapped, translated, tunnelled.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::'],
  ...['', 'localhost', '127.1', 'example.com'],
])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
