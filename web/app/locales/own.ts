import deAccess from './de/access.json';
import dePlan from './de/plan.json';
import deImport from './de/import.json';
import deInsights from './de/insights.json';
import deLeave from './de/leave.json';
import dePrivacy from './de/privacy.json';
import deReports from './de/reports.json';
import deRequests from './de/requests.json';
import deTargets from './de/targets.json';
import deTimer from './de/timer.json';
import deTimesheet from './de/timesheet.json';
import enAccess from './en/access.json';
import enPlan from './en/plan.json';
import enImport from './en/import.json';
import enInsights from './en/insights.json';
import enLeave from './en/leave.json';
import enPrivacy from './en/privacy.json';
import enReports from './en/reports.json';
import enRequests from './en/requests.json';
import enTargets from './en/targets.json';
import enTimer from './en/timer.json';
import enTimesheet from './en/timesheet.json';

/** The texts of the pages about the reader's own time. */
export const en = {
  ...enTimer,
  ...enTimesheet,
  ...enReports,
  ...enTargets,
  ...enLeave,
  ...enAccess,
  ...enRequests,
  ...enPrivacy,
  ...enPlan,
  ...enImport,
  ...enInsights,
};
export const de = {
  ...deTimer,
  ...deTimesheet,
  ...deReports,
  ...deTargets,
  ...deLeave,
  ...deAccess,
  ...deRequests,
  ...dePrivacy,
  ...dePlan,
  ...deImport,
  ...deInsights,
};
