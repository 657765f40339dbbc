export type { PlanAnswer, TaskList } from '../../../../src/api/schemas/tasks.js';
