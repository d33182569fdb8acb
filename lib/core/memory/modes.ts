/** How passages are looked for. */
export const SEARCH_MODES = ['vector', 'lexical', 'hybrid', 'graph', 'hipporag'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];
