/** What people type first, and what examples and tests are made of. Compared in small letters and without disguises. */
const WORDS =
  `abcd access admin administrador administrator amor aurora brasil brazil changeit changeme changethis change
  classroom colegio correcthorsebatterystaple database default demo deus docker downloader dragon encryption escola
  estudante example exemplo flamengo football futebol google guest hello hunter iloveyou jesus key letmein login master
  minhasenha monkey mudar nothing openssl palmeiras pass passphrase password placeholder please princesa production
  professor qwerty rand base64 replace root sample sandbox school secret segredo senha sign sunshine teacher test tests
  todo token tokens trocar user video videos welcome your`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);

/** What people put in the place of a letter. */
const DISGUISES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890'];
const YEAR = /(?:19|20)\d\d/g;
const REPEATED = 3;
const SHORTEST_WORD = 4;

interface Strength {
  minLength: number;
  /** Bits of what remains without words, years, rows of keys and repetitions. */
  minBits: number;
  /** What is known to whoever guesses, such as an e-mail address. */
  about?: readonly string[];
}

/** Why a secret could be guessed, in words that do not repeat it; undefined when it will do. */
export function secretWeakness(
  secret: string,
  { minLength, minBits, about = [] }: Strength,
): string | undefined {
  if (secret.length < minLength) return `must have at least ${String(minLength)} characters in production`;
  if (entropyBits(secret, about) >= minBits) return undefined;
  return 'is too easy to guess for production (words, rows of keys, repeated characters or an example)';
}

/** An estimate: how much chance there is in what is left when everything predictable was taken away. */
export function entropyBits(secret: string, about: readonly string[] = []): number {
  // Longer texts have enough in their beginning.
  const text = secret.slice(0, 1024);
  const predictable = new Uint8Array(text.length);
  markWords(text, [...about.flatMap(partsOf), ...WORDS], predictable);
  markSteps(text, predictable);
  markRepetitions(text, predictable);
  const signs = Array.from({ length: text.length }, (_, index) => text.charAt(index));
  return bitsOf(signs.filter((_, index) => predictable[index] === 0));
}

function partsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((part) => part.length >= SHORTEST_WORD);
}

function markWords(text: string, words: readonly string[], marks: Uint8Array): void {
  const small = lowerCase(text);
  const plain = small.replace(/[^a-z]/g, (sign) => DISGUISES[sign] ?? sign);
  for (const view of new Set([small, plain])) {
    for (const word of words) {
      for (let at = view.indexOf(word); at >= 0; at = view.indexOf(word, at + 1)) {
        marks.fill(1, at, at + word.length);
      }
    }
  }
  for (const { index, 0: year } of small.matchAll(YEAR)) marks.fill(1, index, index + year.length);
}

/** As long as the text, which `toLowerCase` alone does not promise. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** `aaaa`, `abcd`, `4321`, `qwer`: from the third sign on each could be foretold. */
function markSteps(text: string, marks: Uint8Array): void {
  const small = lowerCase(text);
  let steps = 0;
  for (let index = 1; index < small.length; index += 1) {
    steps = isStep(small.charAt(index - 1), small.charAt(index)) ? steps + 1 : 0;
    if (steps >= 2) marks[index] = 1;
  }
}

function isStep(before: string, after: string): boolean {
  if (Math.abs(before.charCodeAt(0) - after.charCodeAt(0)) <= 1) return true;
  return KEYBOARD.some((row) => row.includes(before + after) || row.includes(after + before));
}

/** Three signs or more that were there before are no news. */
function markRepetitions(text: string, marks: Uint8Array): void {
  for (let index = 1; index + REPEATED <= text.length; index += 1) {
    if (text.lastIndexOf(text.slice(index, index + REPEATED), index - 1) >= 0) {
      marks.fill(1, index, index + REPEATED);
    }
  }
}

/** Shannon's entropy of the signs, times their number. */
function bitsOf(signs: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / signs.length);
  return bits;
}
