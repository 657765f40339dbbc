import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../domain/ports.js';
import type { Check, Patient } from './check.js';
import { red, worstOf, type Finding, type Report } from './finding.js';

/** ms that a check may take. */
export const CHECK_MS = 20_000;

const within = async (check: Check, patient: Patient): Promise<readonly Finding[]> => {
  let cancel = (): void => undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    cancel = patient.clock.after(CHECK_MS, () =>
      resolve([
        red(
          `it came to no end within ${CHECK_MS / 1_000} s`,
          'Look whether what it asks answers at all, and run the doctor again',
        ),
      ]),
    );
  });
  const looked = check
    .look(patient)
    .catch((error: unknown) => [
      red(
        `it could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
        'Mend what that names, and run the doctor again',
      ),
    ]);
  try {
    return await Promise.race([looked, late]);
  } finally {
    cancel();
  }
};

/** Looks at everything, all at the same time: each check asks something else, and what several need is asked once. */
export const examine = async (
  checks: readonly Check[],
  patient: Patient,
  { version, clock }: { readonly version: string; readonly clock: Pick<Clock, 'now'> },
): Promise<Report> => {
  const found = await Promise.all(
    checks.map(async (check) => (await within(check, patient)).map((finding) => ({ check: check.name, ...finding }))),
  );
  return reportOf(found.flat(), { version, clock });
};

export const reportOf = (
  findings: Report['findings'],
  { version, clock }: { readonly version: string; readonly clock: Pick<Clock, 'now'> },
): Report => ({ version, at: isoOf(clock.now()), worst: worstOf(findings), findings });

const isoOf = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' });
