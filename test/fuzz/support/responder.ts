import type {
  APIInteractionResponse,
  RESTPatchAPIWebhookWithTokenMessageJSONBody,
  RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';
import type { Responder } from '../../../src/commands/kit/responder.js';
import { callbackProblems, requestProblems } from '../../support/contract/index.js';

/** Takes every answer, and notes what Discord would not have taken. */
export class FuzzResponder implements Responder {
  readonly responses: APIInteractionResponse[] = [];
  readonly said: string[] = [];
  readonly problems: string[] = [];

  respond(response: APIInteractionResponse): Promise<void> {
    if (this.responses.length > 0) this.problems.push('acknowledged twice');
    this.responses.push(response);
    return this.#keep(response, callbackProblems(response));
  }
  editOriginal(body: RESTPatchAPIWebhookWithTokenMessageJSONBody): Promise<void> {
    return this.#keep(body, requestProblems({ method: 'PATCH', path: '/webhooks/1/token/messages/@original', body }));
  }
  followUp(body: RESTPostAPIWebhookWithTokenJSONBody): Promise<void> {
    return this.#keep(body, requestProblems({ method: 'POST', path: '/webhooks/1/token', body }));
  }
  /** Everything said, as one text to search in. */
  get text(): string {
    return this.said.join('\n');
  }

  #keep(body: unknown, problems: readonly string[]): Promise<void> {
    this.said.push(JSON.stringify(body));
    this.problems.push(...problems);
    return Promise.resolve();
  }
}
