export { startSandbox, type Sandbox } from './sandbox.js';
export type { SandboxLog, SandboxOptions } from './options.js';
export type { SandboxClock } from './clock.js';
export type { RateLimit, RateLimits } from './rest/rate-limits.js';
