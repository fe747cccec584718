export interface Bar {
  label: string;
  value: number;
}

const WIDTH = 720;
const HEIGHT = 260;
const BASE = HEIGHT - 44;
const TOP = 48;
const BAR = 56;

/** Two groups of bars from one zero, as SVG that reads on paper and on a dark page. */
export function plotBars(title: string, groups: { name: string; bars: Bar[] }[], unit: string): string {
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const width = WIDTH / groups.length;
  const drawn = groups.map(({ name, bars }, group) => {
    const step = width / bars.length;
    const each = bars.map(({ label, value }, index) => {
      const height = (value / most) * (BASE - TOP - 20);
      const middle = group * width + (index + 0.5) * step;
      return (
        `<rect x="${fixed(middle - BAR / 2)}" y="${fixed(BASE - height)}" width="${String(BAR)}" height="${fixed(height)}" rx="3" fill="#0a7560"/>` +
        text(middle, BASE - height - 6, `${value.toFixed(0)} ${unit}`) +
        text(middle, BASE + 18, label)
      );
    });
    return each.join('\n') + text((group + 0.5) * width, BASE + 38, name);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(HEIGHT)}" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="${title}">`,
    '<style>text { font: 13px system-ui, sans-serif; text-anchor: middle; fill: #5e6b65 }</style>',
    text(WIDTH / 2, 20, title),
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, content: string): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}">${content}</text>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
