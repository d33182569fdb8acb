/** What a response really holds, by its first bytes; the declared type decides only where they leave it open. */
import { kindByMagic } from './magic';

export type Sniffed =
  /** `extension` without a dot. */
  | { kind: 'media'; extension: string; isVideo: boolean }
  /** HLS or DASH: a list of pieces, not the media. */
  | { kind: 'manifest'; format: 'hls' | 'dash' }
  | { kind: 'html' | 'xml' | 'json' | 'captions' | 'text' | 'empty' }
  /** `name` for people. */
  | { kind: 'other'; name: string };

const MEDIA_TYPE = /^(?:audio|video)\//;
/** Declared as media by those who mean a playlist. */
const PLAYLIST_TYPE = /mpegurl|x-scpls|dash\+xml/;
const HTML_START =
  /^(?:<!doctype html|<html|<head|<body|<title|<script|<style|<meta|<link|<div|<article|<main|<section|<p[\s>]|<h1|<table|<br|<a\s|<span|<noscript|<svg)/i;
const FEED_START = /<(?:rss|feed|rdf:RDF|channel)[\s>]/i;

/** mediaType is a Content-Type without its parameters, lower case; empty when absent. */
export function mediaType(contentType: string | null): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Enough to judge by, in an encoding-blind way: UTF-16 loses its null bytes. */
function startOf(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, 4096))
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart();
}

/** Bytes that no text has. UTF-16 announces itself by a byte order mark. */
function looksBinary(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) return false;
  const controls = head.subarray(0, 4096).filter((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));
  return controls.length > 0;
}

function sniffText(start: string, declared: string): Sniffed {
  if (start.startsWith('#EXTM3U')) return { kind: 'manifest', format: 'hls' };
  if (start.startsWith('WEBVTT') || /^\d+\s*\r?\n\s*\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}\s*-->/.test(start)) return { kind: 'captions' };
  const body = start.replace(/^(?:<!--[\s\S]*?-->\s*|<\?xml[^>]*\?>\s*)+/, '');
  if (/^<MPD[\s>]/.test(body)) return { kind: 'manifest', format: 'dash' };
  if (FEED_START.test(body.slice(0, 2000)) && !HTML_START.test(body)) return { kind: 'xml' };
  if (HTML_START.test(body) || declared === 'text/html' || declared === 'application/xhtml+xml') return { kind: 'html' };
  if (start.startsWith('<?xml') || /[/+]xml$/.test(declared)) return { kind: 'xml' };
  if (/^[{[]/.test(start) && /[/+]json$|^text\/plain$|^$/.test(declared)) return { kind: 'json' };
  return { kind: 'text' };
}

/** sniff judges by the first bytes of a body (all of a shorter one) and its Content-Type. */
export function sniff(head: Uint8Array, contentType: string | null): Sniffed {
  const declared = mediaType(contentType);
  if (head.length === 0) return { kind: 'empty' };
  const known = kindByMagic(head);
  if (known?.kind === 'media') return { kind: 'media', extension: known.name, isVideo: known.isVideo === true };
  if (known) return { kind: 'other', name: known.name };
  if (!looksBinary(head)) {
    const start = startOf(head);
    return start === '' ? { kind: 'empty' } : sniffText(start, declared);
  }
  // Whoever declares media gets it looked at: ffprobe knows formats that have no signature.
  if (MEDIA_TYPE.test(declared) && !PLAYLIST_TYPE.test(declared)) {
    return { kind: 'media', extension: 'media', isVideo: declared.startsWith('video/') };
  }
  return { kind: 'other', name: declared && declared !== 'application/octet-stream' ? `${declared} file` : 'unknown kind of file' };
}
