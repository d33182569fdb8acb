const LEGEND_PX = 28;
const ROW_PX = 32;
const MARGINS_PX = 12;

/** barsHeight is the height of a chart of bars, for the place that is kept for it. Apart from the chart, which is loaded when it is drawn. */
export function barsHeight(rows: number, series: number): number {
  return rows * ROW_PX + MARGINS_PX + (series > 1 ? LEGEND_PX : 0);
}
