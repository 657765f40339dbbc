/**
 * The table of everything that may be refused. A code is also its i18n key (`errors.<code>`), with `params` as its arguments.
 * `reportable`: worth a log line at `error`. `retryable`: the same request may succeed later.
 * `parameters` names the i18n arguments.
 */
export const ERRORS = {
  // clocking
  SESSION_ALREADY_ACTIVE: { status: 409, reportable: false, retryable: false },
  SESSION_NOT_ACTIVE: { status: 409, reportable: false, retryable: false },
  SESSION_ALREADY_PAUSED: { status: 409, reportable: false, retryable: false },
  SESSION_NOT_PAUSED: { status: 409, reportable: false, retryable: false },
  SESSION_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  SESSION_NOT_ENDED: { status: 409, reportable: false, retryable: false },
  SESSION_ALREADY_CONFIRMED: { status: 409, reportable: false, retryable: false },
  /** A session of the same category ended only a moment ago: the member is asked whether to go on with it. */
  SESSION_RESUMABLE: { status: 409, reportable: false, retryable: false },
  /** An event that is older than the last change of the member and can no longer be placed. */
  EVENT_TOO_OLD: { status: 409, reportable: false, retryable: false },
  /** The space wants a note with every session. */
  NOTE_REQUIRED: { status: 422, reportable: false, retryable: false },
  /** The same, where the answer shows the card whose button asks for the note. */
  NOTE_REQUIRED_ON_CARD: { status: 422, reportable: false, retryable: false },
  NOTE_TOO_LONG: { status: 422, reportable: false, retryable: false },
  EFFECTIVE_TIME_INVALID: { status: 422, reportable: false, retryable: false },
  DURATION_INVALID: { status: 422, reportable: false, retryable: false },
  /** A typed time that is not understood (`input`). */
  TIME_INVALID: { status: 422, reportable: false, retryable: false },
  /** The clocks jump over that time: `before` is the last minute that they show, `after` the first, both ms. */
  TIME_SKIPPED: { status: 422, reportable: false, retryable: false },
  /** Neither a time zone nor a place that has only one (`input`). */
  ZONE_NOT_FOUND: { status: 422, reportable: false, retryable: false },
  // clocking others out
  /** Exactly one of a member, a role and a category is wanted. */
  FORCE_OUT_WHOM: { status: 422, reportable: false, retryable: false },
  /** `member` is an id. */
  MEMBER_OFF_THE_CLOCK: { status: 409, reportable: false, retryable: false },
  /** Nobody of those who were meant is on the clock. */
  NOBODY_ON_THE_CLOCK: { status: 409, reportable: false, retryable: false },
  /** `start` of the session, ms. */
  END_BEFORE_START: { status: 422, reportable: false, retryable: false },
  /** That moment has not come yet; `until` in ms. */
  END_AHEAD: { status: 422, reportable: false, retryable: false },
  // sessions that ended by themselves
  CLAIM_GONE: { status: 409, reportable: false, retryable: false },
  /** `until` which moment the clock ran, ms. */
  CLAIM_TOO_LATE: { status: 422, reportable: false, retryable: false },
  // reminders
  /** When somebody wants to be reminded is not understood (`input`). */
  REMINDER_TIME_INVALID: { status: 422, reportable: false, retryable: false },
  /** Reminders come at most once a day. */
  REMINDER_TOO_OFTEN: { status: 422, reportable: false, retryable: false },
  /** That moment has been; `at` in ms. */
  REMINDER_PAST: { status: 422, reportable: false, retryable: false },
  /** A text that says how often it comes, and an option that says so too. */
  REMINDER_REPEATS_TWICE: { status: 422, reportable: false, retryable: false },
  REMINDER_TEXT_MISSING: { status: 422, reportable: false, retryable: false },
  REMINDER_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** `max` of one member that are still to come. */
  REMINDERS_FULL: { status: 409, reportable: false, retryable: false },
  /** The same of those that go to channels. */
  CHANNEL_REMINDERS_FULL: { status: 409, reportable: false, retryable: false },
  /** Reminders that come by direct message are for those who agreed to get any. */
  REMINDER_NEEDS_MESSAGES: { status: 403, reportable: false, retryable: false },
  /** The server does not let members post reminders in channels. */
  CHANNEL_REMINDERS_OFF: { status: 403, reportable: false, retryable: false },
  /** Nor mention roles with them. */
  ROLE_REMINDERS_OFF: { status: 403, reportable: false, retryable: false },
  /** Whoever asks may not write in that channel. */
  CHANNEL_NOT_YOURS: { status: 403, reportable: false, retryable: false },
  /** Whoever asks may not mention that role there. */
  ROLE_NOT_YOURS_TO_MENTION: { status: 403, reportable: false, retryable: false },
  /** The bot may not. */
  ROLE_NOT_MENTIONABLE: { status: 403, reportable: false, retryable: false },
  /** Whoever asked for it is not in the server any more. */
  MEMBER_LEFT: { status: 404, reportable: false, retryable: false },
  /** Of suspended members nothing is posted. */
  REMINDER_SUSPENDED: { status: 403, reportable: false, retryable: false },
  /** So many messages of one member in channels within an hour are enough; `max`. */
  CHANNEL_REMINDERS_TOO_MANY: { status: 429, reportable: false, retryable: false },
  /** Nothing here is connected to Notion. */
  REMINDER_WITHOUT_NOTION: { status: 409, reportable: false, retryable: false },
  /** Neither the address of a page of Notion nor its id (`input`). */
  REMINDER_PAGE_INVALID: { status: 422, reportable: false, retryable: false },
  /** Nobody in the workspace of Notion is called so (`input`), or several are. */
  REMINDER_PERSON_UNKNOWN: { status: 422, reportable: false, retryable: false },
  /** An option that this kind of reminder of the clock needs; `option`. */
  CLOCK_REMINDER_INCOMPLETE: { status: 422, reportable: false, retryable: false },
  CLOCK_REMINDER_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  // entries
  ENTRY_TIMES_INVALID: { status: 422, reportable: false, retryable: false },
  ENTRY_PAUSES_INVALID: { status: 422, reportable: false, retryable: false },
  /** It is no longer as the change that is to be taken back has left it. */
  ENTRY_CHANGED: { status: 409, reportable: false, retryable: false },
  /** Time would count twice. `session` is the other entry, `from` and `to` its times in ms. */
  ENTRY_OVERLAPS: { status: 409, reportable: false, retryable: false },
  /** Members change their own time only so far back; `days`. */
  SELF_EDIT_TOO_FAR_BACK: { status: 403, reportable: false, retryable: false },
  /** Members move the time of an entry only by so much; `minutes`. */
  SELF_EDIT_TOO_MUCH: { status: 403, reportable: false, retryable: false },
  SELF_EDIT_NO_ADDING: { status: 403, reportable: false, retryable: false },
  // leaderboards
  BOARDS_OFF: { status: 409, reportable: false, retryable: false },
  /** The server has had no season that has begun. */
  /** With `max`. */
  VOICE_CHANNELS_FULL: { status: 409, reportable: false, retryable: false },
  VOICE_CHANNEL_NOT_SET: { status: 404, reportable: false, retryable: false },
  DIGEST_NEEDS_INSIGHTS: { status: 403, reportable: false, retryable: false },
  DIGEST_NEEDS_MESSAGES: { status: 403, reportable: false, retryable: false },
  SEASON_NONE: { status: 404, reportable: false, retryable: false },
  /** No season has this name; `input`. */
  SEASON_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  SEASON_NOT_RUNNING: { status: 409, reportable: false, retryable: false },
  SEASON_NAME_INVALID: { status: 422, reportable: false, retryable: false },
  /** It would end before it begins. */
  SEASON_DAYS_INVALID: { status: 422, reportable: false, retryable: false },
  /** Another one has some of these days; `name`. */
  SEASON_OVERLAPS: { status: 409, reportable: false, retryable: false },
  /** Another one has this name; `name`. */
  SEASON_EXISTS: { status: 409, reportable: false, retryable: false },
  /** `max` are kept. */
  SEASONS_FULL: { status: 409, reportable: false, retryable: false },
  /** `max` are posted by themselves. */
  BOARD_POSTS_FULL: { status: 409, reportable: false, retryable: false },
  BOARD_POST_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  // requests for approval
  /** Nobody answers what they asked for themselves. */
  REQUEST_OWN: { status: 403, reportable: false, retryable: false },
  /** `max` of one member wait for an answer. */
  REQUESTS_FULL: { status: 409, reportable: false, retryable: false },
  /** One about the same entry waits for an answer already. */
  REQUEST_PENDING: { status: 409, reportable: false, retryable: false },
  /** It was withdrawn, or it was answered and its member told. */
  REQUEST_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  REQUEST_ANSWERED: { status: 409, reportable: false, retryable: false },
  /** The entry is no longer as it was when its member asked. */
  REQUEST_CHANGED: { status: 409, reportable: false, retryable: false },
  /** None is set, or the bot cannot write there. */
  REQUEST_CHANNEL_MISSING: { status: 409, reportable: false, retryable: false },
  /** What was typed as breaks is not understood; `input`. */
  BREAKS_NOT_UNDERSTOOD: { status: 422, reportable: false, retryable: false },
  /** Either an end or a duration is wanted. */
  END_OR_DURATION: { status: 422, reportable: false, retryable: false },
  /** Nothing of the member's own was changed within the last day. */
  NOTHING_TO_UNDO: { status: 409, reportable: false, retryable: false },
  /** The first day lies after the last one. */
  RANGE_BACKWARDS: { status: 422, reportable: false, retryable: false },
  /** `max` days. */
  RANGE_TOO_LONG: { status: 422, reportable: false, retryable: false },
  /** What was typed as a day is not understood; `input`. */
  DAY_INVALID: { status: 422, reportable: false, retryable: false },
  NOTHING_TO_CHANGE: { status: 409, reportable: false, retryable: false },
  TOO_MANY_ENTRIES: { status: 422, reportable: false, retryable: false },
  // tasks and their plan
  /** `max` of one person are still to be done. */
  TASKS_FULL: { status: 409, reportable: false, retryable: false },
  TASK_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  TASK_NAME_INVALID: { status: 422, reportable: false, retryable: false },
  /** It takes no time, or more than `max` hours. */
  TASK_DURATION_INVALID: { status: 422, reportable: false, retryable: false },
  /** Nothing says which category its time is for. */
  TASK_WITHOUT_CATEGORY: { status: 422, reportable: false, retryable: false },
  /** A typed due date that is not understood (`input`). */
  DUE_INVALID: { status: 422, reportable: false, retryable: false },
  /** Typed work hours that are not understood (`input`). */
  WORK_HOURS_INVALID: { status: 422, reportable: false, retryable: false },
  /** The address of a calendar that is none (`input`). */
  CALENDAR_URL_INVALID: { status: 422, reportable: false, retryable: false },
  /** The calendar with busy times could not be read; `host`. */
  CALENDAR_UNREADABLE: { status: 502, reportable: false, retryable: true },
  /** A tracker at Notion could not be read or written: `title`, and `why` in a word of ours. */
  TRACKER_UNREADABLE: { status: 502, reportable: false, retryable: true },
  /** A tracker lacks `properties`; `title`. */
  TRACKER_PROPERTY_MISSING: { status: 422, reportable: false, retryable: false },
  /** `properties` of a tracker are of another kind than is needed; `title`. */
  TRACKER_PROPERTY_KIND: { status: 422, reportable: false, retryable: false },
  /** No table at Notion has this name, or it is not shared with the connection; `input`. */
  TRACKER_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** Names of properties that are not understood. */
  TRACKER_NAMES_INVALID: { status: 422, reportable: false, retryable: false },
  /** `max` of one person. */
  TRACKERS_FULL: { status: 409, reportable: false, retryable: false },
  /** Nobody reaches our own calendars: there is no `PUBLIC_URL`. */
  CALENDAR_NOT_REACHABLE: { status: 409, reportable: false, retryable: false },
  CALENDAR_NONE: { status: 404, reportable: false, retryable: false },
  /** The calendar is larger than we read; `host`, `max` in MiB. */
  CALENDAR_TOO_LARGE: { status: 422, reportable: false, retryable: false },
  // targets
  /** Not a time of a week (`input`). */
  TARGET_INVALID: { status: 422, reportable: false, retryable: false },
  /** Nothing to take away; `name` of the category. */
  TARGET_NOT_SET: { status: 404, reportable: false, retryable: false },
  /** A typed week that is not understood (`input`). */
  WEEK_INVALID: { status: 422, reportable: false, retryable: false },
  // leave
  /** Another one has some of these days: `from` and `to`, `yyyy-mm-dd`. */
  LEAVE_OVERLAPS: { status: 409, reportable: false, retryable: false },
  /** `max` of a member are kept. */
  LEAVES_FULL: { status: 409, reportable: false, retryable: false },
  LEAVE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** The server leaves leave to its members. */
  LEAVE_HIDDEN: { status: 403, reportable: false, retryable: false },
  // categories
  CATEGORY_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  CATEGORY_ARCHIVED: { status: 409, reportable: false, retryable: false },
  CATEGORY_NOT_ARCHIVED: { status: 409, reportable: false, retryable: false },
  CATEGORY_NAME_TAKEN: { status: 409, reportable: false, retryable: false },
  CATEGORY_NAME_INVALID: { status: 422, reportable: false, retryable: false },
  CATEGORY_DESCRIPTION_TOO_LONG: { status: 422, reportable: false, retryable: false },
  CATEGORY_WEIGHT_INVALID: { status: 422, reportable: false, retryable: false },
  CATEGORY_COLOUR_INVALID: { status: 422, reportable: false, retryable: false },
  CATEGORY_EMOJI_INVALID: { status: 422, reportable: false, retryable: false },
  CATEGORY_POSITION_INVALID: { status: 422, reportable: false, retryable: false },
  CATEGORY_LIMIT_REACHED: { status: 409, reportable: false, retryable: false },
  /** A role of kind `category` without saying which. */
  CATEGORY_REQUIRED: { status: 422, reportable: false, retryable: false },
  /** Only members with the role `role` use the category `name`. */
  CATEGORY_ROLE_REQUIRED: { status: 403, reportable: false, retryable: false },
  /** All of them require roles that the member does not have, or there are none. */
  CATEGORY_NONE_USABLE: { status: 409, reportable: false, retryable: false },
  CATEGORY_EDIT_EMPTY: { status: 422, reportable: false, retryable: false },
  // permissions and places
  GUILD_ONLY: { status: 403, reportable: false, retryable: false },
  NOT_YOURS: { status: 403, reportable: false, retryable: false },
  MANAGE_GUILD_REQUIRED: { status: 403, reportable: false, retryable: false },
  /** `capability` is one of domain/capabilities.ts. */
  CAPABILITY_MISSING: { status: 403, reportable: false, retryable: false },
  /** Neither a role nor a member was named. */
  SUBJECT_REQUIRED: { status: 422, reportable: false, retryable: false },
  /** `max` roles or members in one list. */
  GRANT_LIMIT_REACHED: { status: 409, reportable: false, retryable: false },
  /** The change would take the right to change it back from whoever makes it. */
  LOCKS_YOU_OUT: { status: 409, reportable: false, retryable: false },
  /** The server does not let others see that; not even whether there is anything. */
  /** `member` (an id) does not let whoever asks see their insights, whatever the reason. */
  INSIGHTS_NOT_SHARED: { status: 403, reportable: false, retryable: false },
  OTHERS_HIDDEN: { status: 403, reportable: false, retryable: false },
  MEMBER_NOT_HERE: { status: 404, reportable: false, retryable: false },
  MEMBER_SUSPENDED: { status: 403, reportable: false, retryable: false },
  /** `until` in ms. */
  MEMBER_SUSPENDED_UNTIL: { status: 403, reportable: false, retryable: false },
  NOT_SUSPENDED: { status: 409, reportable: false, retryable: false },
  SUSPENSION_LIMIT_REACHED: { status: 409, reportable: false, retryable: false },
  /** The end of a suspension that is not understood; `input`. */
  UNTIL_INVALID: { status: 422, reportable: false, retryable: false },
  /** It lies in the past; `until` in ms. */
  UNTIL_PAST: { status: 422, reportable: false, retryable: false },
  /** Too much was asked within some seconds. `seconds` to wait, `until` then in ms; nothing was done. */
  RATE_LIMITED: { status: 429, reportable: false, retryable: true },
  /** The same, by all members of a server together. */
  SERVER_RATE_LIMITED: { status: 429, reportable: false, retryable: true },
  STALE_CONTROL: { status: 409, reportable: false, retryable: false },
  // privacy
  /** Another word was typed than the one that confirms; `word`. */
  CONFIRMATION_WRONG: { status: 422, reportable: false, retryable: false },
  /** What is to be exported does not fit into one file; `max` in MiB. */
  EXPORT_TOO_LARGE: { status: 413, reportable: false, retryable: false },
  // exports
  EXPORT_CANCELLED: { status: 409, reportable: false, retryable: false },
  /** The format has no sums: it tells of entries or of nothing. */
  EXPORT_ENTRIES_ONLY: { status: 422, reportable: false, retryable: false },
  /** The file could not be written; why is in the log. */
  EXPORT_FAILED: { status: 500, reportable: true, retryable: true },
  /** Both a timeframe and days were given. */
  EXPORT_PERIOD_TWICE: { status: 422, reportable: false, retryable: false },
  /** Both one member and the whole server were given. */
  EXPORT_ABOUT_TWICE: { status: 422, reportable: false, retryable: false },
  /** `max` of one member wait or are written. */
  EXPORT_QUEUE_FULL: { status: 429, reportable: false, retryable: true },
  /** `max` of one server wait or are written. */
  EXPORT_SERVER_QUEUE_FULL: { status: 429, reportable: false, retryable: true },
  /** It is no longer there: it was fetched, cancelled or is too long ago, or the bot was started anew. */
  EXPORT_GONE: { status: 404, reportable: false, retryable: false },
  /** It ended before it could be cancelled. */
  EXPORT_OVER: { status: 409, reportable: false, retryable: false },
  /** Not even in parts; each part may have `max` MiB. */
  EXPORT_TOO_LARGE_IN_PARTS: { status: 413, reportable: false, retryable: false },
  /** A scheduled export in a format that this version does not have. */
  EXPORT_FORMAT_UNKNOWN: { status: 422, reportable: false, retryable: false },
  /** `max` are posted by themselves. */
  EXPORT_SCHEDULES_FULL: { status: 409, reportable: false, retryable: false },
  EXPORT_SCHEDULE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  // imports
  /** The draft is not there (any more), or somebody else's. */
  IMPORT_GONE: { status: 404, reportable: false, retryable: false },
  /** `max` MiB. */
  IMPORT_FILE_TOO_LARGE: { status: 413, reportable: false, retryable: false },
  /** `max` MiB. */
  IMPORT_UNPACKED_TOO_LARGE: { status: 413, reportable: false, retryable: false },
  IMPORT_TOO_MANY_ROWS: { status: 413, reportable: false, retryable: false },
  /** Packed files in packed files, or JSON that is too deep. */
  IMPORT_NESTED: { status: 422, reportable: false, retryable: false },
  IMPORT_FILE_DAMAGED: { status: 422, reportable: false, retryable: false },
  IMPORT_FILE_EMPTY: { status: 422, reportable: false, retryable: false },
  /** It is no file of `format`. */
  IMPORT_FORMAT_WRONG: { status: 422, reportable: false, retryable: false },
  /** `about` names what was said. */
  IMPORT_ANSWER_WRONG: { status: 422, reportable: false, retryable: false },
  /** `max` of one person wait for an answer. */
  IMPORT_DRAFTS_FULL: { status: 429, reportable: false, retryable: true },
  /** `count` things are still asked. */
  IMPORT_QUESTIONS_OPEN: { status: 409, reportable: false, retryable: false },
  /** All of it is there already, or left out. */
  IMPORT_NOTHING_NEW: { status: 409, reportable: false, retryable: false },
  IMPORT_RUN_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  IMPORT_RUNNING: { status: 409, reportable: false, retryable: true },
  IMPORT_NOT_RUNNING: { status: 409, reportable: false, retryable: false },
  IMPORT_UNDONE: { status: 409, reportable: false, retryable: false },
  /** After `days`. */
  IMPORT_UNDO_TOO_LATE: { status: 409, reportable: false, retryable: false },
  IMPORT_FAILED: { status: 500, reportable: true, retryable: true },
  // forms and files
  FIELD_REQUIRED: { status: 422, reportable: false, retryable: false },
  FIELD_TOO_SHORT: { status: 422, reportable: false, retryable: false },
  FIELD_TOO_LONG: { status: 422, reportable: false, retryable: false },
  /** Too few or too many were chosen. */
  FIELD_COUNT: { status: 422, reportable: false, retryable: false },
  /** What was handed over is not at Discord (any more). */
  FILE_GONE: { status: 404, reportable: false, retryable: false },
  FILE_TOO_LARGE: { status: 413, reportable: false, retryable: false },
  FILE_TYPE_INVALID: { status: 415, reportable: false, retryable: false },
  // roles
  ROLE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** Who may change settings here does not choose roles that the bot gives: that wants a permission of Discord's. */
  ROLE_NOT_YOURS_TO_GIVE: { status: 403, reportable: false, retryable: false },
  ROLE_ABOVE_BOT: { status: 409, reportable: false, retryable: false },
  ROLE_EVERYONE: { status: 409, reportable: false, retryable: false },
  ROLE_MANAGED: { status: 409, reportable: false, retryable: false },
  ROLE_PERMISSION_MISSING: { status: 403, reportable: false, retryable: false },
  DISCORD_UNAVAILABLE: { status: 503, reportable: true, retryable: true },
  // settings
  SETTING_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** `of` names what there is to choose from. */
  SETTING_CHOICE_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_CHOICES_INVALID: { status: 422, reportable: false, retryable: false },
  /** `min` and `max` are written as they may be typed. */
  SETTING_TIME_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_DURATION_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_DURATION_OR_OFF_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_DAYS_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_DAYS_OR_OFF_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_ROLE_INVALID: { status: 422, reportable: false, retryable: false },
  SETTING_CHANNEL_INVALID: { status: 422, reportable: false, retryable: false },
  // channels
  CHANNEL_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** It is one that nobody writes text into, or a thread. */
  CHANNEL_NOT_TEXT: { status: 409, reportable: false, retryable: false },
  CHANNEL_HIDDEN: { status: 403, reportable: false, retryable: false },
  CHANNEL_READ_ONLY: { status: 403, reportable: false, retryable: false },
  CHANNEL_EMBEDS_MISSING: { status: 403, reportable: false, retryable: false },
  CHANNEL_FILES_MISSING: { status: 403, reportable: false, retryable: false },
  MESSAGE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  // dashboards
  /** `max` in one server. */
  DASHBOARD_LIMIT_REACHED: { status: 409, reportable: false, retryable: false },
  /** It was taken away or moved. */
  DASHBOARD_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  // the API and the page
  /** Who calls is not known: no token, an unknown, revoked or expired one, or a session of the page that is over. */
  TOKEN_INVALID: { status: 401, reportable: false, retryable: false },
  /** No scope, or one of a server for a token that is for no server. */
  TOKEN_SCOPES_INVALID: { status: 422, reportable: false, retryable: false },
  /** `max` of one member in one place. */
  TOKENS_FULL: { status: 409, reportable: false, retryable: false },
  TOKEN_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** The token is not for that; `scope` is what it would need. */
  SCOPE_MISSING: { status: 403, reportable: false, retryable: false },
  /** A write of the page that does not prove where it comes from. */
  CSRF_INVALID: { status: 403, reportable: false, retryable: false },
  /** There is no such space, or whoever asks is not in it: nobody is told which. */
  SPACE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  ROUTE_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, reportable: false, retryable: false },
  /** A request that is not as the document of the API says; what is wrong where stands beside it. */
  REQUEST_INVALID: { status: 422, reportable: false, retryable: false },
  BODY_NOT_JSON: { status: 400, reportable: false, retryable: false },
  BODY_TOO_LARGE: { status: 413, reportable: false, retryable: false },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, reportable: false, retryable: false },
  /** The same `Idempotency-Key` came with another request. */
  IDEMPOTENCY_KEY_REUSED: { status: 422, reportable: false, retryable: false },
  /** `If-Match` names another version than there is. */
  VERSION_MISMATCH: { status: 412, reportable: false, retryable: false },
  /** Only whoever runs the installation. */
  OPERATORS_ONLY: { status: 403, reportable: false, retryable: false },
  /** Discord did not let the person in: they said no, or took too long. */
  LOGIN_FAILED: { status: 400, reportable: false, retryable: false },
  // webhooks and live events
  /** `max` of one server. */
  WEBHOOKS_FULL: { status: 409, reportable: false, retryable: false },
  WEBHOOK_NOT_FOUND: { status: 404, reportable: false, retryable: false },
  /** `input` */
  WEBHOOK_URL_INVALID: { status: 422, reportable: false, retryable: false },
  /** It answered otherwise than with 2xx, or not at all; `host`. */
  WEBHOOK_FAILING: { status: 502, reportable: false, retryable: true },
  /** Its receiver said that it is gone for good; `host`. */
  WEBHOOK_GONE: { status: 410, reportable: false, retryable: false },
  /** `max` streams of one person are open. */
  STREAMS_FULL: { status: 429, reportable: false, retryable: true },
  // Notion
  NOTION_NOT_CONNECTED: { status: 409, reportable: false, retryable: false },
  NOTION_NOT_SET_UP: { status: 409, reportable: false, retryable: false },
  /** What was typed is no token of Notion. */
  NOTION_TOKEN_INVALID: { status: 422, reportable: false, retryable: false },
  /** The key that the token was encrypted with is not there any more. */
  NOTION_KEY_CHANGED: { status: 409, reportable: true, retryable: false },
  NOTION_UNAUTHORIZED: { status: 409, reportable: false, retryable: false },
  NOTION_NOT_SHARED: { status: 404, reportable: false, retryable: false },
  NOTION_WRONG_KIND: { status: 422, reportable: false, retryable: false },
  NOTION_NO_RIGHTS: { status: 403, reportable: false, retryable: false },
  NOTION_BUSY: { status: 503, reportable: false, retryable: true },
  NOTION_UNREACHABLE: { status: 503, reportable: false, retryable: true },
  NOTION_REFUSED: { status: 422, reportable: true, retryable: false },
  NOTION_UNEXPECTED: { status: 502, reportable: true, retryable: false },
  /** A column of a table is of another kind than it has to be; `column`, `table`. */
  NOTION_COLUMN_KIND: { status: 409, reportable: false, retryable: false },
  // changes that people make at Notion
  NOTION_CHANGED_HERE_LATER: { status: 409, reportable: false, retryable: false },
  NOTION_MEMBER_UNKNOWN: { status: 422, reportable: false, retryable: false },
  NOTION_REOPENS_NOT: { status: 409, reportable: false, retryable: false },
  NOTION_TIME_UNREADABLE: { status: 422, reportable: false, retryable: false },
  // engine
  /** Nothing of the change is kept: neither Redis nor the journal could take it. */
  NOT_RECORDED: { status: 503, reportable: true, retryable: true },
  /** The change reached one place and not the other; a later look at the status tells. */
  COMMIT_UNCERTAIN: { status: 503, reportable: true, retryable: true },
  /** A read that needs Redis while it is away and nothing is cached. */
  STORE_UNAVAILABLE: { status: 503, reportable: true, retryable: true },
  /** Too many other changes of the same member or settings at once. */
  TOO_MANY_CONFLICTS: { status: 409, reportable: true, retryable: true },
  /** A lane of the writer is full. */
  OVERLOADED: { status: 503, reportable: true, retryable: true },
  SHUTTING_DOWN: { status: 503, reportable: false, retryable: true },
  UNEXPECTED: { status: 500, reportable: true, retryable: false },
} as const satisfies Record<string, { status: number; reportable: boolean; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** Is it a code of the table? Other versions know other ones. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

export interface DomainError {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Decided on what is only assumed while Redis is away, so it may be wrong. */
  readonly assumed?: boolean;
}

export const domainError = (code: ErrorCode, params?: DomainError['params']): DomainError =>
  params === undefined ? { code } : { code, params };

/** A session that was meant is not on the clock any more: it has ended in the meantime, or another one runs. */
export const SESSION_IS_OVER: ReadonlySet<ErrorCode> = new Set(['SESSION_NOT_ACTIVE', 'STALE_CONTROL']);
