import type { Feature } from '@app/google';
import { type Language, text } from '@app/texts';
import { escaped, htmlPage } from '../http/page';

/** Who gets access to whose classes, at whose request. */
export interface ConsentWords {
  tenant: string;
  /** Null: everybody who looks after the tenant. */
  person: { fullName: string; email: string } | null;
  askedBy: string | null;
  features: readonly Feature[];
}

/** @param proof shows that the answer comes from this page in this browser */
export function consentPage(language: Language, words: ConsentWords, proof: string): string {
  const title = text('consent.title', language);
  const list = words.features.map((feature) => `<li>${text(`feature.${feature}`, language)}</li>`).join('');
  const paragraphs = [...whoAsks(language, words), text('consent.what', language)].map(
    (one) => `<p>${one}</p>`,
  );
  const main = `<main><h1>${title}</h1>${paragraphs.join('')}<ul>${list}</ul><p>${text('consent.beware', language)}</p>
<form method="post"><input type="hidden" name="proof" value="${escaped(proof)}">
<button class="primary" name="decision" value="allow">${text('consent.allow', language)}</button><button name="decision" value="deny">${text('consent.deny', language)}</button></form></main>`;
  return htmlPage({ language, title, main });
}

/** HTML: the texts have tags of their own, what is filled in has none. */
function whoAsks(language: Language, { tenant: name, person, askedBy }: ConsentWords): string[] {
  const tenant = escaped(name);
  const who = person
    ? text('consent.person', language, {
        name: escaped(person.fullName),
        email: escaped(person.email),
        tenant,
      })
    : text('consent.tenant', language, { tenant });
  return askedBy === null ? [who] : [who, text('consent.asked-by', language, { name: escaped(askedBy) })];
}
