import { App } from './core/app.js';
import { followed } from './core/router.js';
import { PcApp } from './parts/shell.js';

const app = new App();

function show() {
  const { locale, theme } = app.model;
  const root = document.documentElement;
  root.lang = locale;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
app.store.subscribe(show);
show();

window.addEventListener('popstate', () => app.follow());
document.addEventListener('click', (event) => {
  const url = followed(event, location.origin);
  if (url === null) return;
  event.preventDefault();
  app.go(`${url.pathname}${url.search}`);
});

const element = document.querySelector('pc-app');
if (element instanceof PcApp) element.attach(app);
void app.start();
