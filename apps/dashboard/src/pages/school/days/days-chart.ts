import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface BarSeries {
  values: number[];
  /** Of the bar and of its edge. */
  fill: string;
  edge: string;
}

export interface DaysChart {
  /** Drawn one over the other, the longest first. */
  series: BarSeries[];
  /** Of lines and of their words. */
  line: string;
  ink: string;
  font: string;
  /** Below the bars, and beside them. */
  nameDay: (index: number) => string;
  nameValue: (value: number) => string;
  /** Only whole numbers are marked: of videos there is no half. */
  isWhole: boolean;
  /** The day that is pointed at. */
  point: (index: number | undefined) => void;
}

const HEIGHT = 200;
/** Of letters: as wide as a date with some space around it. */
const DAYS_APART = 6;
const VALUES_APART = 40;
/** Of videos there is no half. */
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000];
const WEEKS = [1, 2, 7, 14, 28];

/** Bars of days in an element, as wide as it is; for eyes alone. @returns takes it away */
export function drawDays(target: HTMLElement, chart: DaysChart): () => void {
  const days = chart.series[0]?.values.map((_, index) => index) ?? [];
  const plot = new UPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: [-0.6, days.length - 0.4] },
        y: { range: (_, __, most) => [0, Math.max(most, 1)] },
      },
      axes: axesOf(chart, days),
      series: [{}, ...seriesOf(chart)],
      hooks: { setCursor: [({ cursor }) => chart.point(cursor.idx ?? undefined)] },
    },
    [days, ...chart.series.map(({ values }) => values)],
    target,
  );
  const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: HEIGHT }));
  observer.observe(target);
  return () => {
    observer.disconnect();
    plot.destroy();
  };
}

function axesOf(chart: DaysChart, days: readonly number[]): UPlot.Axis[] {
  const { font, ink, line, isWhole, nameDay, nameValue } = chart;
  const axis = { font, stroke: ink, ticks: { show: false } };
  return [
    {
      ...axis,
      size: 28,
      space: DAYS_APART * Number.parseFloat(font),
      incrs: WEEKS,
      grid: { show: false },
      values: (_, splits) => splits.map((index) => (days.includes(index) ? nameDay(index) : '')),
    },
    {
      ...axis,
      size: isWhole ? 40 : 64,
      space: VALUES_APART,
      ...(isWhole ? { incrs: WHOLE } : {}),
      grid: { stroke: line, width: 1 },
      values: (_, splits) => splits.map(nameValue),
    },
  ];
}

function seriesOf({ series }: DaysChart): UPlot.Series[] {
  const bars = UPlot.paths.bars?.({ size: [0.72, 36], radius: 0 });
  return series.map(({ fill, edge }) => ({
    fill,
    stroke: edge,
    width: 1,
    points: { show: false },
    ...(bars ? { paths: bars } : {}),
  }));
}
