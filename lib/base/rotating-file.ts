import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, extname } from 'node:path';

export interface RotationOptions {
  /** A line that would make the file larger goes into a new one. */
  maxBytes: number;
  /** Older files kept: NAME.1.log is the newest of them. */
  keep: number;
}

export const DEFAULT_ROTATION: RotationOptions = { maxBytes: 20 * 2 ** 20, keep: 5 };
/** How often to look whether another process has rotated the file, or a lost one can be opened again. */
const LOOK_MS = 1000;
/** A lock this old was left by a killed process. */
const STALE_LOCK_MS = 10_000;

const older = (path: string, number: number) => `${path.slice(0, -extname(path).length)}.${number}${extname(path)}`;

function inode(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}

/**
 * A log file that several processes append to and any of them rotates. Lines are written at once, so that a killed process loses none. A log
 * that cannot be written (full disk, no permission) is given up until it can be again; it never takes the process down.
 */
export class RotatingFile {
  private readonly options: RotationOptions;
  private fd: number | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly path: string,
    options: Partial<RotationOptions> = {},
  ) {
    this.options = { ...DEFAULT_ROTATION, ...options };
  }

  write(line: string): void {
    try {
      this.look();
      if (this.fd === null) return;
      if (fstatSync(this.fd).size + Buffer.byteLength(line) > this.options.maxBytes) this.rotate(this.fd);
      writeSync(this.fd, line);
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.fd === null) return;
    const fd = this.fd;
    this.fd = null;
    closeSync(fd);
  }

  /** Opens the file, and opens it anew after another process has moved it away. */
  private look(): void {
    const now = Date.now();
    if (now - this.lookedAt < LOOK_MS) return;
    this.lookedAt = now;
    if (this.fd !== null && inode(this.path) === fstatSync(this.fd).ino) return;
    this.reopen();
  }

  private reopen(): void {
    this.close();
    mkdirSync(dirname(this.path), { recursive: true });
    this.fd = openSync(this.path, 'a', 0o640);
  }

  private rotate(fd: number): void {
    const lock = `${this.path}.rotating`;
    if (!takeLock(lock)) return;
    try {
      // Another process may have been faster.
      if (inode(this.path) === fstatSync(fd).ino) {
        for (let number = this.options.keep - 1; number >= 1; number--) moveIfThere(older(this.path, number), older(this.path, number + 1));
        renameSync(this.path, older(this.path, 1));
      }
      this.reopen();
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

function moveIfThere(from: string, to: string): void {
  if (inode(from) !== null) renameSync(from, to);
}

/** Where another process holds the lock, the line goes into the old file: better a little too large than lost. */
function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK_MS) rmSync(lock, { force: true });
    return false;
  }
}
