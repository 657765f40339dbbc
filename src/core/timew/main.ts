import { machine } from '../flat/machine.js';
import { timew } from './run.js';

process.exitCode = await timew(machine());
