/** The addresses that somebody pasted or typed, each once; none: it is something else, such as words to search for. */
export function pastedUrls(text: string): string[] {
  const urls = text.split(/\s+/).filter((part) => part !== '');
  const whole = urls.map(wholeUrl);
  return whole.every((url) => url !== undefined) ? [...new Set(whole)] : [];
}

function wholeUrl(one: string): string | undefined {
  const whole = /^(?:www\.|youtu\.be\/|youtube\.com\/|drive\.google\.com\/)/i.test(one)
    ? `https://${one}`
    : one;
  return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? whole : undefined;
}
