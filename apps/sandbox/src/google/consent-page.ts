import type { Person } from '../school/school';

type Query = Record<string, string | undefined>;

const STYLE = `body{font-family:system-ui,sans-serif;background:#f0f4f9;margin:0}main{background:#fff;max-width:30rem;margin:8vh auto;
padding:2rem 2.5rem;border-radius:1.5rem}h1{font-size:1.5rem;font-weight:500}label{display:block;padding:.35rem 0}small{color:#5f6368}
.actions{display:flex;gap:1rem;justify-content:flex-end;margin-top:1.5rem}button{border:0;border-radius:2rem;padding:.7rem 1.5rem;font-size:1rem}
button[value=allow]{background:#0b57d0;color:#fff}.note{background:#fff7e0;padding:.6rem 1rem;border-radius:.6rem}`;

const FORWARDED = [
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'access_type',
];

/** A page like Google's: choose an account, tick what you allow, agree or not. */
export function consentPage(query: Query, people: readonly Person[]): string {
  const hidden = FORWARDED.flatMap((name) =>
    query[name] === undefined ? [] : [`<input type="hidden" name="${name}" value="${escaped(query[name])}">`],
  );
  const accounts = people.map(({ sub, email, name }, index) => {
    const chosen = query.login_hint === undefined ? index === 0 : query.login_hint === email;
    return `<label><input type="radio" name="account" value="${sub}"${chosen ? ' checked' : ''}> ${escaped(name)} <small>${escaped(email)}</small></label>`;
  });
  const asked = (query.scope ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.includes('openid')) hidden.push('<input type="hidden" name="granted" value="openid">');
  const scopes = asked.filter((scope) => scope !== 'openid');
  const boxes = scopes.map(
    (scope) =>
      `<label><input type="checkbox" name="granted" value="${escaped(scope)}" checked> ${escaped(scope.replace(/^.*\/auth\//, ''))}</label>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in – Google sandbox</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>
<p class="note">This is the sandbox, not Google: the accounts and classes are made up.</p>
<h1>Choose an account</h1><form method="post" action="/o/oauth2/v2/auth/decision">${hidden.join('')}${accounts.join('')}
<h1>Classroom Downloader wants to</h1>${boxes.join('')}
<div class="actions"><button name="decision" value="deny">Cancel</button><button name="decision" value="allow">Allow</button></div>
</form></main></body></html>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
