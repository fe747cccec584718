import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './i18n/language.svelte';
import { followLinks } from './routing/router.svelte';

followLinks();
await language.start();
const target = document.getElementById('app');
if (target) mount(App, { target });
