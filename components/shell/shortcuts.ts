'use client';
import { useEffect, useEffectEvent } from 'react';

/** isTyping tells whether keys belong to a field right now, so that single letters must not be taken as commands. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=radio]), textarea, select'));
}

/**
 * useShortcuts runs the command of a key, written as `KeyboardEvent.key` (`j`, `/`). Keys with a modifier, keys typed into a field and keys under an open
 * dialog or menu are left alone.
 */
export function useShortcuts(commands: Record<string, () => void>): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    const command = Object.hasOwn(commands, event.key) ? commands[event.key] : undefined;
    if (!command || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('[role=dialog], [role=menu]')) return;
    event.preventDefault();
    command();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => run(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
