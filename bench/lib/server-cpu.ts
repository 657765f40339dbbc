import { Redis } from 'ioredis';

const field = (info: string, name: string): number => Number(new RegExp(`^${name}:(.+)$`, 'm').exec(info)?.[1] ?? NaN);

/** A connection for looking at the server while it is measured. */
export interface Observer {
  /** CPU time that the server has used, µs. */
  cpuUs(): Promise<number>;
  info(section: string): Promise<string>;
  readonly redis: Redis;
  close(): void;
}

export const observe = (port: number): Observer => {
  const redis = new Redis({ host: '127.0.0.1', port });
  return {
    redis,
    cpuUs: async () => {
      const info = await redis.info('cpu');
      return (field(info, 'used_cpu_user') + field(info, 'used_cpu_sys')) * 1e6;
    },
    info: (section) => redis.info(section),
    close: () => redis.disconnect(),
  };
};
