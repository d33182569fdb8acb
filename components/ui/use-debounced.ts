'use client';
import { useEffect, useEffectEvent, useState } from 'react';

const TYPING_PAUSE_MS = 250;

/**
 * useDebounced is the state of a text field whose settled value lives elsewhere (in the page's address): what is typed shows at once and is handed on,
 * trimmed, when the typing pauses. A settled value that changes from outside replaces the text.
 */
export function useDebounced(settled: string, settle: (value: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(settled);
  const [known, setKnown] = useState(settled);
  if (settled !== known) {
    setKnown(settled);
    if (settled !== text.trim()) setText(settled);
  }
  const handOn = useEffectEvent((value: string) => {
    if (value !== settled) settle(value);
  });
  useEffect(() => {
    const timer = setTimeout(() => handOn(text.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
