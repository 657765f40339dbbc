import type { FastifyReply } from 'fastify';
import type { Site } from './site.js';

/** Nothing but our own files, and no script or style within a page. What the app draws it may have as data. */
const CONTENT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A year, which is what lists of such sites ask for. */
const HSTS = 'max-age=31536000';

/** What every page says about how it may be used. */
export const guardPage = (reply: FastifyReply, { isSecure }: Pick<Site, 'isSecure'>): FastifyReply => {
  if (isSecure) reply.header('strict-transport-security', HSTS);
  return reply.headers({
    'content-security-policy': CONTENT,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  });
};
