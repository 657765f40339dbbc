import { PollLayoutType, type APIPoll, type RESTAPIPoll } from 'discord-api-types/v10';
import { isoTime } from '../world/present.js';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;

/** A new poll without votes, as the message shows it; `now` in ms since the epoch. */
export const apiPoll = (poll: RESTAPIPoll, now: number): APIPoll => ({
  question: poll.question,
  answers: poll.answers.map(({ poll_media }, index) => ({ answer_id: index + 1, poll_media })),
  allow_multiselect: poll.allow_multiselect ?? false,
  layout_type: poll.layout_type ?? PollLayoutType.Default,
  expiry: isoTime(now + (poll.duration ?? DEFAULT_HOURS) * HOUR_MS),
  results: { is_finalized: false, answer_counts: [] },
});
