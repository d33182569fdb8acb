/** How every chart looks: the tokens of the theme, so that light and dark are one. */

export const TICK = { fill: 'var(--ink-muted)', fontSize: 12 } as const;
export const GRID = { stroke: 'var(--line)', strokeDasharray: '2 4' } as const;
export const CURSOR = { fill: 'var(--sunken)', stroke: 'var(--line-strong)' } as const;

/** Of the tooltip: its parts take the colours of the series otherwise, which are not made to be read. */
export const TOOLTIP = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    padding: '6px 10px',
    fontSize: 12,
    color: 'var(--ink)',
  },
  labelStyle: { color: 'var(--ink)', fontWeight: 500 },
  itemStyle: { color: 'var(--ink-muted)', padding: 0 },
  separator: ': ',
  isAnimationActive: false,
} as const;
