// node --import ./bench/lib/profile-hook.mjs ...: the first SIGUSR2 begins a CPU profile, the second writes it to $BENCH_PROFILE.
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';

const session = new Session();
session.connect();
let running = false;

process.on('SIGUSR2', async () => {
  if (!running) {
    running = true;
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
    return;
  }
  running = false;
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(process.env['BENCH_PROFILE'] ?? 'profile.cpuprofile', JSON.stringify(profile));
});
