// node --import ./bench/lib/register.mjs FILE.ts
import { register } from 'node:module';

register('./ts-hooks.mjs', import.meta.url);
