import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import { mount } from 'svelte';
import { answerOf, api } from './api/client';
import App from './App.svelte';
import { language } from './i18n/language.svelte';
import { barePageAt } from './routing/bare-pages';
import { pageAt } from './routing/pages';
import { followLinks, route } from './routing/router.svelte';

followLinks();
// What the first page needs is asked for at once, not one after the other.
const profile = answerOf(api.GET('/api/v1/auth/profile'));
const first = barePageAt(route.path)?.page ?? pageAt(route.path)?.page;
for (const early of [profile, first?.load()]) early?.catch(() => undefined);
await language.start();
const target = document.getElementById('app');
if (target) mount(App, { target, props: { profile } });
