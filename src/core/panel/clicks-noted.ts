import { InteractionType } from 'discord-api-types/v10';
import type { Dispatch } from '../../commands/kit/responder.js';
import { guildSpace, type SpaceId } from '../../domain/ids.js';

/** Not parsed yet: that is for the dispatcher, which also says what is wrong with it. */
const SNOWFLAKE = /^\d{1,20}$/;

/** The same entrance; each command, button and form in a server is noted first. What people type in between (autocomplete) is no click. */
export const noteClicks =
  (dispatch: Dispatch, clicked: (space: SpaceId) => void): Dispatch =>
  (interaction, responder) => {
    const { guild_id: guild, type } = interaction;
    const isClick = type !== InteractionType.Ping && type !== InteractionType.ApplicationCommandAutocomplete;
    if (isClick && guild !== undefined && SNOWFLAKE.test(guild)) clicked(guildSpace(guild));
    return dispatch(interaction, responder);
  };
