import { defineConfig } from 'vitest/config';

interface Kind {
  /** They start real processes and may take longer. */
  readonly slow?: boolean;
  /** After all others, with the machine to itself: Discord's three seconds are part of what is tested. */
  readonly alone?: boolean;
  /** Their files share what they import: loading it again for each would take longer than they do. */
  readonly shared?: boolean;
}

/** One project per kind of test. */
const project = (name: string, include: string[], { slow = false, alone = false, shared = false }: Kind = {}) => ({
  test: {
    name,
    include,
    environment: 'node' as const,
    isolate: !shared,
    testTimeout: slow ? 60_000 : 10_000,
    hookTimeout: 60_000,
    // Most of the slow ones wait more than they work: two at a time keep two cores busy and no more.
    maxWorkers: 2,
    // A busy machine is slower than the one second that vitest waits unless told.
    expect: { poll: { timeout: 15_000 } },
    sequence: { groupOrder: alone ? 1 : 0 },
  },
});

export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'web/**/*.test.ts', 'test/torture/**/*.test.ts', 'bench/**/*.test.ts'],
        { shared: true },
      ),
      project('architecture', ['test/architecture/**/*.test.ts'], { slow: true, shared: true }),
      project('conformance', ['test/conformance/**/*.test.ts'], { slow: true, shared: true }),
      project('integration', ['test/integration/**/*.test.ts'], { slow: true, shared: true }),
      project('contract', ['test/contract/**/*.test.ts'], { shared: true }),
      project('security', ['test/security/**/*.test.ts'], { slow: true, shared: true }),
      project('walks', ['test/walks/**/*.test.ts'], { slow: true, shared: true }),
      project('fuzz', ['test/fuzz/**/*.test.ts'], { slow: true, shared: true }),
      project('e2e', ['test/e2e/**/*.test.ts'], { slow: true, shared: true }),
      project('browser', ['test/browser/**/*.test.ts'], { slow: true, shared: true }),
      project('load', ['test/load/**/*.test.ts'], { slow: true, alone: true }),
    ],
  },
});
