import type { Attachment } from '../../src/commands/kit/responder.js';
import type { ChannelMessages } from '../../src/commands/deps.js';
import { domainError, type DomainError, type ErrorCode } from '../../src/domain/errors.js';
import { messageId, type ChannelId, type MessageId } from '../../src/domain/ids.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { AnyView } from '../../src/views/message.js';
import { requestProblems } from './contract/index.js';

export interface PostedMessage {
  readonly id: MessageId;
  readonly channel: ChannelId;
  readonly nonce: string;
  readonly silent: boolean;
  view: AnyView;
  readonly files: readonly Attachment[];
}

/** Channels in memory. Everything is held against Discord's schema and limits. */
export class MemoryMessages implements ChannelMessages {
  /** Oldest first. */
  readonly posted: PostedMessage[] = [];
  /** What posting and changing is refused with. */
  refuses: ErrorCode | null = null;

  post(
    channel: ChannelId,
    view: AnyView,
    nonce: string,
    { silent, files = [] }: { readonly silent: boolean; readonly files?: readonly Attachment[] } = { silent: false },
  ): Promise<Result<MessageId, DomainError>> {
    check('POST', `/channels/${channel}/messages`, { ...view, nonce, enforce_nonce: true });
    if (this.refuses !== null) return Promise.resolve(err(domainError(this.refuses)));
    const known = this.posted.find((one) => one.nonce === nonce);
    if (known !== undefined) return Promise.resolve(ok(known.id));
    const id = messageId(String(900 + this.posted.length));
    this.posted.push({ id, channel, nonce, view, silent, files });
    return Promise.resolve(ok(id));
  }

  edit(channel: ChannelId, message: MessageId, view: AnyView): Promise<Result<void, DomainError>> {
    check('PATCH', `/channels/${channel}/messages/${message}`, view);
    if (this.refuses !== null) return Promise.resolve(err(domainError(this.refuses)));
    const found = this.posted.find(({ id }) => id === message);
    if (found === undefined) return Promise.resolve(err(domainError('MESSAGE_NOT_FOUND')));
    found.view = view;
    return Promise.resolve(ok(undefined));
  }

  remove(_channel: ChannelId, message: MessageId): Promise<Result<void, DomainError>> {
    if (this.refuses !== null) return Promise.resolve(err(domainError(this.refuses)));
    this.delete(message);
    return Promise.resolve(ok(undefined));
  }

  /** Somebody deletes it. */
  delete(message: MessageId): void {
    this.posted.splice(0, this.posted.length, ...this.posted.filter(({ id }) => id !== message));
  }
}

const check = (method: 'POST' | 'PATCH', path: string, body: object): void => {
  const problems = requestProblems({ method, path, body });
  if (problems.length > 0) throw new Error(`Discord would refuse this: ${problems.join('; ')}`);
};
