import { defineConfig } from 'vitest/config';

/** One project per kind of test. `slow` kinds start real processes, so they share the two cores one file at a time. */
const project = (name: string, include: string[], slow = false) => ({
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout: slow ? 60_000 : 10_000,
    hookTimeout: 60_000,
    fileParallelism: !slow,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'web/**/*.test.ts']),
      project('architecture', ['test/architecture/**/*.test.ts']),
      project('conformance', ['test/conformance/**/*.test.ts'], true),
      project('integration', ['test/integration/**/*.test.ts'], true),
      project('contract', ['test/contract/**/*.test.ts']),
      project('e2e', ['test/e2e/**/*.test.ts'], true),
      project('browser', ['test/browser/**/*.test.ts'], true),
    ],
  },
});
