import { machine } from '../flat/machine.js';
import { dynamodb } from './run.js';

process.exitCode = await dynamodb(machine());
