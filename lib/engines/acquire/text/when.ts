/** Dates and durations as pages, feeds and players write them. */

const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|[ECMP][SD]T))\s*$/i;
const HAS_TIME = /\d{1,2}:\d{2}/;

/** parseWhen reads a date (ISO 8601, RFC 2822, `20240131`, `May 1, 2024`) as ISO 8601 in UTC; one without a zone counts as UTC. */
export function parseWhen(text: string | null | undefined): string | null {
  const trimmed = text?.trim().slice(0, 100) ?? '';
  if (!/\d{4}/.test(trimmed)) return null;
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed);
  const iso = /^\d{4}-\d{2}(?:-\d{2})?/.test(trimmed);
  const spelled = compact
    ? `${compact[1]}-${compact[2]}-${compact[3]}`
    : HAS_ZONE.test(trimmed) || (iso && !HAS_TIME.test(trimmed))
      ? trimmed
      : `${trimmed}${iso ? 'Z' : ' UTC'}`;
  return plausible(Date.parse(spelled));
}

/** fromUnixSeconds is parseWhen for a number. */
export function fromUnixSeconds(seconds: number | null | undefined): string | null {
  return typeof seconds === 'number' ? plausible(seconds * 1000) : null;
}

/** Dates of sound and text on the web; anything else is a mistake of the page (year 1, year 20240). */
function plausible(time: number): string | null {
  const earliest = Date.UTC(1850, 0);
  const latest = Date.UTC(2200, 0);
  return time >= earliest && time < latest ? new Date(time).toISOString() : null;
}

/** parseDuration reads `PT1H2M3S`, `1:02:03`, `62:03` or seconds, as seconds > 0. */
export function parseDuration(text: string | number | null | undefined): number | null {
  const trimmed = String(text ?? '').trim();
  const iso = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?)?$/i.exec(trimmed);
  const clock = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:\.\d{1,3})?)$/.exec(trimmed);
  const [days, hours, minutes, seconds] = iso
    ? iso.slice(1)
    : clock
      ? ['0', ...clock.slice(1)]
      : /^\d{1,7}(?:\.\d{1,9})?$/.test(trimmed)
        ? ['0', '0', '0', trimmed]
        : [];
  const total = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return total > 0 ? total : null;
}
