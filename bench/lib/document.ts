import { readFile, writeFile } from 'node:fs/promises';
import type { Report } from './report.js';
import { asMarkdown } from './table.js';

const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/** Replaces what stands between the two marks of the file by the tables of a run. @throws when the marks are not there */
export const writeDocument = async (file: string, report: Report): Promise<void> => {
  const text = await readFile(file, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${file} has no ${BEGIN} ... ${END}`);
  const about =
    `Run of ${report.when.slice(0, 16).replace('T', ' ')} UTC at commit \`${report.commit}\`: Node ${report.node}, Redis ${report.redis}, ` +
    `${report.cpus} cores (${report.cpu}), load ${report.loadAtStart.toFixed(2)} at the start, ${report.reps} interleaved repetitions` +
    `${report.quick ? ', **quick: not to be quoted**' : ''}.`;
  const section = [BEGIN, '', about, '', asMarkdown(report.results), '', END].join('\n');
  await writeFile(file, text.slice(0, begin) + section + text.slice(end + END.length));
};
