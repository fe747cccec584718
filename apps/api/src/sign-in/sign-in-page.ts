import { escaped } from '../http/page';

const TEXTS = {
  en: {
    title: 'Sign in',
    username: 'User name or e-mail address',
    password: 'Password',
    submit: 'Sign in',
    google: 'Sign in with Google',
    newPassword: 'New password',
    choose: 'Somebody else set your password. Choose your own.',
    good: 'At least 8 characters with a capital letter, a small letter and a digit. Four or more unusual words are good.',
    save: 'Save password',
    weak: 'This password is too common or too short. Choose four or more unusual words.',
    code: 'Code of your authenticator app',
    lost: 'No access to the app? Type one of your recovery codes instead.',
    next: 'Continue',
    wrongCode: 'The code is wrong or was used before. Wait for the next one.',
    over: 'This sign-in has expired. Sign in again.',
    refused: 'The user name or the password is wrong.',
    locked: 'Too many wrong attempts. Try again in {minutes} min.',
    failed: 'That did not work. Try again in a moment.',
    script: 'This page needs JavaScript.',
  },
  pt: {
    title: 'Entrar',
    username: 'Nome de usuário ou e-mail',
    password: 'Senha',
    submit: 'Entrar',
    google: 'Entrar com o Google',
    newPassword: 'Nova senha',
    choose: 'Outra pessoa definiu a sua senha. Escolha a sua.',
    good: 'Pelo menos 8 caracteres, com letra maiúscula, letra minúscula e número. Quatro ou mais palavras incomuns funcionam bem.',
    save: 'Salvar senha',
    weak: 'Esta senha é muito comum ou muito curta. Escolha quatro ou mais palavras incomuns.',
    code: 'Código do seu aplicativo autenticador',
    lost: 'Sem acesso ao aplicativo? Digite um dos seus códigos de recuperação.',
    next: 'Continuar',
    wrongCode: 'O código está incorreto ou já foi usado. Espere o próximo.',
    over: 'Este acesso expirou. Entre de novo.',
    refused: 'Nome de usuário ou senha incorretos.',
    locked: 'Muitas tentativas incorretas. Tente de novo em {minutes} min.',
    failed: 'Não funcionou. Tente de novo daqui a pouco.',
    script: 'Esta página precisa de JavaScript.',
  },
} as const;

type Language = keyof typeof TEXTS;

const STYLE = `body{font-family:system-ui,sans-serif;max-width:22rem;margin:15vh auto;padding:0 1.5rem;line-height:1.5;color:#1f2933;background:#fff}
label{display:block;margin-top:1rem}input,button{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #616e7c;border-radius:.25rem}
button{margin-top:1.5rem;background:#0b4f8a;border-color:#0b4f8a;color:#fff}:focus-visible{outline:3px solid #f0a202;outline-offset:2px}
[hidden]{display:none}[role=alert]{color:#a61b1b;min-height:1.5em;margin:1rem 0 0}`;

/** The first language of a browser that we speak. */
export function languageOf(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((entry) => {
    const [tag = '', quality = 'q=1'] = entry
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    return { language: tag.split('-')[0] ?? '', quality: Number(quality.replace('q=', '')) || 0 };
  });
  const known = wanted.filter(({ language, quality }) => language in TEXTS && quality > 0);
  known.sort((left, right) => right.quality - left.quality);
  return (known[0]?.language as Language | undefined) ?? 'en';
}

/** A path of ours to go on to; anything that would lead elsewhere becomes the start page. */
export function ownPath(returnTo: string | undefined): string {
  const own = 'http://own.invalid';
  if (returnTo === undefined || !URL.canParse(returnTo, own)) return '/';
  const { origin, pathname, search, hash } = new URL(returnTo, own);
  // Two slashes at the start would name a host.
  return origin === own ? `/${pathname.replace(/^\/+/, '')}${search}${hash}` : '/';
}

/** @param google the address that begins a sign-in with Google, where that is allowed */
export function signInPage(language: Language, returnTo: string, google?: string): string {
  const text = TEXTS[language];
  const link = google === undefined ? '' : `<p><a href="${escaped(google)}">${text.google}</a></p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text.title} – Classroom Downloader</title><style>${STYLE}</style><script src="/auth/sign-in.js" defer></script></head>
<body><main data-return-to="${escaped(returnTo)}" data-refused="${text.refused}" data-locked="${text.locked}" data-failed="${text.failed}" data-weak="${text.weak}" data-wrong-code="${text.wrongCode}" data-over="${text.over}"><h1>${text.title}</h1>
<form id="sign-in">
<label for="username">${text.username}</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">${text.submit}</button></form>
<form id="verify" hidden>
<label for="code">${text.code}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" aria-describedby="lost" required>
<p id="lost">${text.lost}</p><button type="submit">${text.next}</button></form>
<form id="choose" hidden><p>${text.choose}</p>
<label for="new-password">${text.newPassword}</label>
<input id="new-password" name="next" type="password" autocomplete="new-password" minlength="8" maxlength="128" aria-describedby="good" required>
<p id="good">${text.good}</p><button type="submit">${text.save}</button></form>
<p role="alert"></p>${link}
<noscript><p>${text.script}</p></noscript></main></body></html>`;
}

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
  if (response.status === 429) return dataset.locked.replace('{minutes}', minutes);
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
