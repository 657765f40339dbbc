import type { DueJob } from '../due/due-job.js';
import { confirmJobs, type ConfirmParts } from './confirm.js';
import { postBoardsJob, type PostBoardsParts } from './post-boards.js';

/** What the jobs stand on. */
export type JobParts = ConfirmParts & PostBoardsParts;

/** Every kind of due row that this version knows, and what is done with it. A new one is a file beside this one, and a line here. */
export const dueJobs = (parts: JobParts): readonly DueJob[] => [...confirmJobs(parts), postBoardsJob(parts)];
