import { v7 } from 'uuid';

/** newId returns a UUIDv7: unique, and sortable by creation time. */
export function newId(): string {
  return v7();
}
