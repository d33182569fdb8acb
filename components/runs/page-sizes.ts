/** Runs on the first page, and on each page of the list. Not in the components' files: the server reads them too, and sees only components there. */
export const RECENT_RUNS = 8;
export const RUNS_PER_PAGE = 25;
