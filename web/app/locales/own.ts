import deReports from './de/reports.json';
import deTimer from './de/timer.json';
import deTimesheet from './de/timesheet.json';
import enReports from './en/reports.json';
import enTimer from './en/timer.json';
import enTimesheet from './en/timesheet.json';

/** The texts of the pages about the reader's own time. */
export const en = { ...enTimer, ...enTimesheet, ...enReports };
export const de = { ...deTimer, ...deTimesheet, ...deReports };
