import { ensureArtifacts } from '../../scripts/lib/artifacts.mjs';

/** The program as `npm run build` makes it, unless PUNCHCARD_MAIN names one. */
export const ensureBuilt = async (): Promise<void> => {
  if (process.env['PUNCHCARD_MAIN'] === undefined) await ensureArtifacts({ only: ['server'] });
};
