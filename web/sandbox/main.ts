import './views/theme.js';
import { httpApi } from './core/api.js';
import { emptyModel } from './core/model.js';
import { browserMemory, readPreferences, writePreferences } from './core/preferences.js';
import { Session } from './core/session.js';
import { listen } from './core/socket.js';
import { Store } from '../kit/store.js';
import { translator } from './i18n/translate.js';
import { PcApp } from './views/app.js';

const wide = matchMedia('(min-width: 1000px)');
const { as, place, locale } = readPreferences(location.hash, browserMemory.read(), navigator.languages);
const store = new Store({ ...emptyModel(locale, as, place), membersShown: wide.matches });
const session = new Session({
  store,
  api: httpApi,
  listen,
  nonce: () => crypto.randomUUID(),
  later: (ms, then) => window.setTimeout(then, ms),
});

function remember() {
  const { model } = session;
  const kept = writePreferences(model);
  document.documentElement.lang = model.locale;
  document.title = translator(model.locale)('app.title');
  if (location.hash === `#${kept}`) return;
  history.replaceState(null, '', `#${kept}`);
  browserMemory.write(kept);
}
store.subscribe(remember);
window.addEventListener('hashchange', () => {
  const wanted = readPreferences(location.hash, null, [session.model.locale]);
  session.speak(wanted.locale);
  if (wanted.as !== undefined) session.actAs(wanted.as);
  if (wanted.place.channel !== undefined) session.open(wanted.place);
});

// On a narrow page the member list would lie over the messages.
wide.addEventListener('change', () => {
  if (session.model.membersShown !== wide.matches) session.toggle('membersShown');
});

const app = document.querySelector('pc-app');
if (app instanceof PcApp) app.attach(store, session);
void session.start();
