import type { Route, Services } from './route.js';

export const gatewayRoutes = ({ gateway }: Services): Route[] => [
  { method: 'GET', path: '/gateway', auth: 'token', handle: () => ({ url: gateway.url }) },
  { method: 'GET', path: '/gateway/bot', auth: 'bot', handle: () => gateway.botInfo() },
];
