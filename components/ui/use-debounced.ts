'use client';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

const TYPING_PAUSE_MS = 250;

/**
 * useDebounced is the state of a text field whose settled value lives elsewhere (in the page's address): what is typed shows at once and is handed on,
 * trimmed, when the typing pauses. A value that is settled elsewhere (a link, a button that clears) replaces the text; one that comes back late from
 * here, while somebody goes on typing, does not.
 */
export function useDebounced(
  field: RefObject<HTMLInputElement | null>,
  settled: string,
  settle: (value: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(settled);
  const handedOn = useRef(settled);

  const handOn = useEffectEvent((value: string) => {
    if (value === settled) return;
    handedOn.current = value;
    settle(value);
  });
  useEffect(() => {
    const timer = setTimeout(() => handOn(text.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (settled === handedOn.current || document.activeElement === field.current) return;
    handedOn.current = settled;
    setText(settled);
  }, [settled, field]);

  return [text, setText];
}
