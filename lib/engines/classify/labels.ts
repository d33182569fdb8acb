/** The types that Winnow knows without being told. */
export const BUILT_IN_TYPES = ['discussion', 'educational', 'technology', 'news', 'entertainment', 'music', 'advertisement'] as const;
export type BuiltInType = (typeof BUILT_IN_TYPES)[number];
