import { type Catalogue, catalogueIn, type Language } from '@app/texts';
import { escaped, htmlPage } from '../http/page';

/** @param google the address that begins a sign-in with Google, where that is allowed */
export function signInPage(language: Language, returnTo: string, google?: string): string {
  const text = catalogueIn(language);
  const told = Object.entries(ANSWERS).map(([name, code]) => ` data-${name}="${escaped(text[code])}"`);
  const link =
    google === undefined ? '' : `<p><a href="${escaped(google)}">${text['sign-in.google']}</a></p>`;
  const main = `<main class="narrow" data-return-to="${escaped(returnTo)}"${told.join('')}><h1>${text['sign-in.title']}</h1>
${FORMS.map((form) => form(text)).join('\n')}
<p role="alert"></p>${link}
<noscript><p>${text['sign-in.script']}</p></noscript></main>`;
  const head = '<script src="/auth/sign-in.js" defer></script>';
  return htmlPage({ language, title: text['sign-in.title'], main, head });
}

/** What the script says of an answer, by the name it knows it by. */
const ANSWERS = {
  refused: 'sign-in.refused',
  locked: 'sign-in.locked',
  'too-many': 'sign-in.too-many',
  unavailable: 'sign-in.unavailable',
  failed: 'sign-in.failed',
  weak: 'sign-in.weak',
  'wrong-code': 'sign-in.wrong-code',
  over: 'sign-in.over',
} as const;

const FORMS: ((text: Catalogue) => string)[] = [
  (text) => `<form id="sign-in">
<label for="username">${text['sign-in.username']}</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="password">${text['sign-in.password']}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="primary" type="submit">${text['sign-in.submit']}</button></form>`,
  (text) => `<form id="verify" hidden>
<label for="code">${text['sign-in.code']}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" aria-describedby="lost" required>
<p id="lost">${text['sign-in.lost']}</p><button class="primary" type="submit">${text['sign-in.next']}</button></form>`,
  (text) => `<form id="choose" hidden><p>${text['sign-in.choose']}</p>
<label for="new-password">${text['sign-in.new-password']}</label>
<input id="new-password" name="next" type="password" autocomplete="new-password" minlength="8" maxlength="128" aria-describedby="good" required>
<p id="good">${text['sign-in.good']}</p><button class="primary" type="submit">${text['sign-in.save']}</button></form>`,
];

/** Posts the forms as JSON, which no other site's page can, and goes on. */
export const SIGN_IN_SCRIPT = `'use strict';
const { dataset } = document.querySelector('main');
const alert = document.querySelector('[role=alert]');
const signIn = document.querySelector('#sign-in');
const verify = document.querySelector('#verify');
const choose = document.querySelector('#choose');
// After a sign-in with Google it stands behind the #, which no server sees.
let challenge = new URLSearchParams(location.hash.slice(1)).get('challenge');
const post = async (path, body) => {
  const response = await fetch('/api/v1/auth/' + path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { response, answer: await response.json().catch(() => ({})) };
};
const tell = ({ response, answer }) => {
  const minutes = Math.ceil(Number(response.headers.get('retry-after') || 60) / 60);
  const waiting = answer.code === 'auth.locked' ? 'locked' : { 429: 'tooMany', 503: 'unavailable' }[response.status];
  if (waiting) return dataset[waiting].replace('{minutes}', minutes);
  if (answer.code === 'auth.second-factor-refused') return dataset.wrongCode;
  if (answer.code === 'auth.challenge-over') return dataset.over;
  if (response.status === 401) return dataset.refused;
  const isWeak = String(answer.code).startsWith('user.password-') || answer.code === 'request.invalid';
  if (isWeak && !verify.hidden) return dataset.wrongCode;
  return isWeak ? dataset.weak : dataset.failed;
};
const show = (form) => {
  for (const each of document.forms) each.hidden = each !== form;
  form.querySelector('input').focus();
};
const goOn = ({ answer }) => {
  // Who came from Google has typed no password that could be changed.
  if (answer.user && answer.user.must_change_password && signIn.password.value) show(choose);
  else location.assign(dataset.returnTo);
};
const on = (form, send) =>
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    alert.textContent = '';
    button.disabled = true;
    try {
      const sent = await send();
      if (sent.response.ok) goOn(sent);
      else if (sent.answer.code === 'auth.second-factor-required') {
        challenge = sent.answer.challenge;
        show(verify);
      } else {
        if (sent.answer.code === 'auth.challenge-over') show(signIn);
        alert.textContent = tell(sent);
      }
    } catch {
      alert.textContent = dataset.failed;
    } finally {
      button.disabled = false;
    }
  });
on(signIn, () => post('login', { username: signIn.username.value, password: signIn.password.value }));
on(verify, () => {
  const code = verify.code.value.replace(/[^A-Za-z0-9]/g, '');
  return post('second-factor/verify', code.length === 6 ? { challenge, code } : { challenge, recovery_code: code });
});
on(choose, () =>
  post('change-password', { current_password: signIn.password.value, new_password: choose.next.value }));
if (challenge) {
  history.replaceState(null, '', location.pathname + location.search);
  show(verify);
}
`;
