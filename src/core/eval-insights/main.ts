import { parseArgs } from 'node:util';
import { INSIGHT_DAYS } from '../../analytics/insights/insights.js';
import { isTimeZone } from '../../domain/time-zone.js';
import { isDay } from '../../domain/week.js';
import { createTranslators } from '../../i18n/translators.js';
import { readHistory } from '../eval-forecast/read-file.js';
import { insightsAt, reportLines } from './report.js';

const USAGE = `npm run eval:insights -- --data FILE --day YYYYMMDD [--day …] [--days 28|90|365] [--zone ZONE]
  prints what /insights would have said of the person in the file at the end of each day; docs/analytics.md has what it said of the known history
`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    day: { type: 'string', multiple: true, default: [] },
    days: { type: 'string', default: '28' },
    zone: { type: 'string', default: 'UTC' },
  },
});
const days = INSIGHT_DAYS.find((one) => String(one) === values.days);
const { data, zone } = values;
if (data === undefined || days === undefined || values.day.length === 0 || !values.day.every(isDay) || !isTimeZone(zone)) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const t = createTranslators({ strict: true }).for('en');
  const { rows } = await readHistory(data, { format: null, zone, dates: null });
  for (const day of values.day) {
    const task = { zone, day, days };
    process.stdout.write(`${reportLines(insightsAt(rows, task), task, t).join('\n')}\n\n`);
  }
}
