import { startRedisProxy, type RedisProxy } from '../../support/redis-proxy.js';
import { BotSlot, slotParts, type SlotOptions, type SlotParts } from './bot-slot.js';

/** A bot behind a proxy of its own, so that its line to Redis can be cut, slow or silent. */
export class ProxiedSlot extends BotSlot {
  readonly proxy: RedisProxy;

  private constructor(proxy: RedisProxy, parts: SlotParts) {
    super(parts);
    this.proxy = proxy;
  }

  static async create({
    redisPort,
    ...options
  }: Omit<SlotOptions, 'redisUrl'> & { readonly redisPort: number }): Promise<ProxiedSlot> {
    const proxy = await startRedisProxy(redisPort);
    return new ProxiedSlot(proxy, await slotParts({ ...options, redisUrl: proxy.url }));
  }

  override heal(): void {
    this.proxy.heal();
  }

  override async remove(): Promise<void> {
    await super.remove();
    await this.proxy.close();
  }
}
