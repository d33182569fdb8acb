/** How single environment variables are read: each is a Zod schema from `string | undefined` to a typed value. Empty means absent. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const TRUE_WORDS = ['1', 'true', 'yes', 'on'];
const FALSE_WORDS = ['0', 'false', 'no', 'off'];

function field<T>(fallback: T, read: (text: string, fail: (message: string) => never) => T) {
  return z
    .string()
    .optional()
    .transform((raw, context): T => {
      const text = raw?.trim() ?? '';
      if (text === '') return fallback;
      try {
        return read(text, (message) => {
          throw new FieldFault(message);
        });
      } catch (error) {
        if (!(error instanceof FieldFault)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
}

class FieldFault extends Error {}

/** Anything but the eight words is an error, never "off". */
export const flag = (fallback: boolean) =>
  field(fallback, (text, fail) => {
    const word = text.toLowerCase();
    if (TRUE_WORDS.includes(word)) return true;
    if (FALSE_WORDS.includes(word)) return false;
    return fail(`must be one of 1/0, true/false, yes/no, on/off; it is "${text}"`);
  });

/** Text that may be a secret: no message ever quotes it. */
export const text = () => field<string | null>(null, (value) => value);

export const textOr = (fallback: string) => field(fallback, (value) => value);

/** A share in [0, 1]; null = not overridden. */
export const share = () =>
  field<number | null>(null, (text, fail) => {
    const value = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
    return value >= 0 && value <= 1 ? value : fail(`must be a number from 0 to 1; it is "${text}"`);
  });

export const integer = (fallback: number, min: number, max: number) =>
  field(fallback, (text, fail) => {
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : fail(`must be a whole number from ${min} to ${max}; it is "${text}"`);
  });

/** An http(s) address without the final slash. Not quoted in messages: it may hold a token. */
export const httpUrl = () =>
  field<string | null>(null, (text, fail) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) return fail('must be a full http:// or https:// URL');
    return text.replace(/\/+$/, '');
  });

/**
 * Keys of Standard Webhooks: 24 to 64 bytes in Base64, with or without `whsec_` before it. Two, separated by a space, while one takes over from the other.
 * Given without the prefix, separated by one space. Not quoted in messages.
 */
export const webhookSecrets = () =>
  field<string | null>(null, (text, fail) => {
    const keys = text.split(/[\s,]+/).map((key) => key.replace(/^whsec_/, ''));
    const areKeys = keys.every((key) => {
      const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(key) ? Buffer.from(key, 'base64').length : 0;
      return bytes >= 24 && bytes <= 64;
    });
    if (areKeys && keys.length <= 2) return keys.join(' ');
    return fail('must be 24 to 64 random bytes in Base64 (openssl rand -base64 32), or two such keys, the newer one first');
  });

/** Not quoted in messages: it holds a password. */
export const postgresUrl = () =>
  field<string | null>(null, (text, fail) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return fail('must be a postgresql:// URL');
    return text;
  });

const LOG_LEVELS = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  fatal: 'fatal',
  critical: 'fatal',
} as const;
export type LogLevel = (typeof LOG_LEVELS)[keyof typeof LOG_LEVELS];

export const logLevel = (fallback: LogLevel) =>
  field<LogLevel>(fallback, (text, fail) => {
    const word = text.toLowerCase();
    if (Object.hasOwn(LOG_LEVELS, word)) return LOG_LEVELS[word as keyof typeof LOG_LEVELS];
    return fail(`must be one of ${Object.keys(LOG_LEVELS).join(', ').toUpperCase()}; it is "${text}"`);
  });

/** isLoopback: whether only this machine reaches that address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** The address to listen on. Beyond loopback people sign in and programs send keys. */
export const listenHost = (fallback: string) =>
  field(fallback, (text, fail) => {
    const host = text.toLowerCase().replace(/^\[(.*)\]$/, '$1');
    return host === 'localhost' || isIP(host) !== 0 ? host : fail(`must be an IP address of this machine (0.0.0.0: all); it is "${text}"`);
  });

/** Addresses or ranges (10.0.0.0/8) of those whose X-Forwarded-* headers are believed, separated by commas or spaces. */
export const addressRanges = () =>
  field<string[]>([], (text, fail) => {
    const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
    const bad = entries.find((entry) => !ipaddr.isValid(entry) && !ipaddr.isValidCIDR(entry));
    return bad === undefined ? entries : fail(`must list addresses such as 127.0.0.1 or 10.0.0.0/8; "${bad}" is not one`);
  });

/** A private host that content may be fetched from. */
export interface AllowedHost {
  /** Lower case, as the URL standard spells it; an IPv6 address without brackets. */
  host: string;
  port: number;
}

function readAllowedHost(entry: string): AllowedHost | null {
  // The scheme's default port would vanish from `URL.port`, so it is read from the text; the host is spelt as a fetched URL would spell it.
  const match = /^(.+):([0-9]{1,5})$/.exec(entry);
  if (!match?.[1] || !match[2] || /[/@?#*\s\\]/.test(entry) || !URL.canParse(`http://${entry}/`)) return null;
  const port = Number(match[2]);
  if (port < 1 || port > 65_535) return null;
  return { host: new URL(`http://${match[1]}/`).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''), port };
}

/** Comma- or space-separated `host:port`. The port is part of the permission, so it has no default. */
export const allowedHosts = () =>
  field<AllowedHost[]>([], (text, fail) => {
    return text.split(/[\s,]+/).flatMap((entry) => {
      if (entry === '') return [];
      return readAllowedHost(entry) ?? fail(`must list host:port, for example 192.168.1.20:8080; "${entry}" is not one`);
    });
  });
