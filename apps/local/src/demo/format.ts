/** Cut or filled to a width in characters that a person sees. */
export function padded(text: string, width: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (characters.length > width) return `${characters.slice(0, width - 1).join('')}…`;
  return text + ' '.repeat(width - characters.length);
}

/** `12.4 s` */
export function seconds(count: number): string {
  return `${count.toFixed(1)} s`;
}
