import { defineGroup } from '../kit/define.js';
import type { Feature } from '../kit/routes.js';
import { connect, connectForm } from './connect.js';
import { act, disconnect, pause, refresh, resume, status, updateNotion } from './manage.js';
import { setup, setupComponents } from './setup.js';
import { notionGuards } from './shared.js';
import { webhook } from './webhook.js';

/** Notion: connecting a server or one's own space, where the tables are, and how far it is. */
export const notionFeature: Feature = {
  commands: [
    defineGroup({
      name: 'notion',
      guards: notionGuards,
      children: [connect, setup, status, pause, resume, disconnect, refresh, webhook],
    }),
  ],
  menus: [updateNotion],
  components: [connectForm, ...setupComponents, act],
};
