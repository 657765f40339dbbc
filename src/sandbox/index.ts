export { startSandbox, type Sandbox } from './sandbox.js';
export type { SandboxOptions } from './options.js';
export type { SandboxClock } from './clock.js';
export type { Agenda } from './world-clock.js';
export type { SampleMade, SampleMaker, SampleOrder } from './sample-desk.js';
