import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import { describeProblems, loadConfig, secretsOf } from '../config.js';
import type { Environment } from '../environment.js';
import { redactor } from '../logging.js';
import { systemRandom } from '../random.js';
import { readVersion } from '../root.js';
import { CHECKS } from './checks/index.js';
import { red, type Report } from './finding.js';
import { patientOf } from './patient.js';
import { asText } from './print.js';
import { examine, reportOf } from './run.js';

const USAGE = `npm run doctor -- [--json]
  Looks at everything that Punchcard stands on, with the configuration that the bot has, and changes nothing.
  Ends with 0 when all is well, 1 when something wants to be looked at, 2 when something does not work, 3 for wrong arguments.
`;
const EXIT = { grey: 0, green: 0, amber: 1, red: 2 } as const;
const WRONG_ARGUMENTS = 3;

const argumentsOf = (args: readonly string[]): { readonly json: boolean; readonly help: boolean } | null => {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
    return { json: values.json === true, help: values.help === true };
  } catch {
    return null;
  }
};

/** @returns the report, and what must not be shown of it */
const look = async (
  root: string,
  real: Environment,
): Promise<{ readonly report: Report; readonly secrets: readonly string[] }> => {
  const version = readVersion(root);
  const { environment, parsed } = loadConfig(root, real);
  if (!parsed.ok) {
    const [text = '', ...problems] = describeProblems(parsed.error).split('\n');
    const mend = problems.map((line) => line.trim()).join('; ');
    return {
      report: reportOf([{ check: 'Configuration', ...red(text.replace(/:$/, ''), mend) }], { version, clock: systemClock }),
      secrets: [],
    };
  }
  const { patient, close } = await patientOf(parsed.value, environment, { clock: systemClock, random: systemRandom });
  try {
    const report = await examine(CHECKS, patient, { version, clock: systemClock });
    const token = 'none' in patient.discord ? [] : [patient.discord.options.token];
    return { report, secrets: [...secretsOf(parsed.value), ...token] };
  } finally {
    await close();
  }
};

/** What the program is started with, and where it writes. */
export interface Started {
  readonly args: readonly string[];
  readonly environment: Environment;
  /** Folder of `.env`. */
  readonly root: string;
  readonly colour: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The whole program. @returns its exit code */
export const doctor = async ({ args, environment, root, colour, out, err }: Started): Promise<number> => {
  const asked = argumentsOf(args);
  if (asked === null || asked.help) {
    (asked === null ? err : out)(USAGE);
    return asked === null ? WRONG_ARGUMENTS : 0;
  }
  const { report, secrets } = await look(root, environment);
  const text = asked.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report, colour);
  out(redactor(secrets)(text));
  return EXIT[report.worst];
};
