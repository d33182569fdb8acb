import { CONTENT_TYPES, humanise } from '../words';
import { Choice } from './choice';

interface ContentTypeChoiceProps {
  value: string | undefined;
  /** Content types at hand, the operator's own included. */
  seen: readonly string[];
  onChange: (contentType: string | undefined) => void;
}

/** Offered are Winnow's own content types, those at hand, and the one that is chosen. */
export function ContentTypeChoice({ value, seen, onChange }: ContentTypeChoiceProps) {
  const types = [...new Set<string>([...CONTENT_TYPES, ...seen, ...(value ? [value] : [])])];
  return <Choice label="Content type" options={types} nameOf={humanise} value={value} onChange={onChange} />;
}
