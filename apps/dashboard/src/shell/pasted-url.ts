/** The address that somebody pasted or typed; undefined: it is something else, such as words to search for. */
export function pastedUrl(text: string): string | undefined {
  const one = text.trim();
  if (/\s/.test(one)) return undefined;
  const whole = /^(?:www\.|youtu\.be\/|youtube\.com\/|drive\.google\.com\/)/i.test(one)
    ? `https://${one}`
    : one;
  if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return undefined;
  return whole;
}
