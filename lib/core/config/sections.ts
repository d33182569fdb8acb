/** The four files, by the names that values in them are called by. */
export const CONFIG_SECTIONS = ['quality_filtering', 'content_routing', 'early_exit', 'monitoring'] as const;
export type ConfigSection = (typeof CONFIG_SECTIONS)[number];
