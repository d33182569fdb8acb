/** Through which door a run was asked for. */
export const DOORS = ['web', 'api', 'cli'] as const;
/** The last two are Winnow's own processes and name themselves in no header. */
export type Door = (typeof DOORS)[number] | 'discord' | 'feed';

/** Winnow's own pages and command line name themselves in this header; whoever does not is `api`. It is for the record, not for trust. */
export const DOOR_HEADER = 'x-winnow-door';

export function doorOf(header: string | null): Door {
  return DOORS.find((door) => door === header) ?? 'api';
}
