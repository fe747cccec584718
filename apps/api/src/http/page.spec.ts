import { COLOURS } from './page';

/** WCAG 2.2: relative luminance, and the contrast of two colours. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the colours of our pages', () => {
  const wanted = { text: 7, edge: 3, focus: 3 } as const;
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const pairs = Object.entries(COLOURS).flatMap(([theme, colours]) =>
    names.map((name) => [theme, name, contrast(colours[name], colours.bg)] as const),
  );

  it.each(pairs)('should be told apart by everybody: %s, %s', (_theme, name, measured) => {
    expect(measured).toBeGreaterThanOrEqual(wanted[name]);
  });
});
