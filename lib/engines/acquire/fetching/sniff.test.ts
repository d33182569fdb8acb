import { describe, expect, it } from 'vitest';
import { sniff } from './sniff';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const ftyp = (brand: string): Buffer => latin(`\0\0\0\x20ftyp${brand}\0\0\0\0`);

describe('sniff believes the bytes', () => {
  it.each([
    ['an MP3 with a tag', latin('ID3\x04\0\0'), 'mp3', false],
    ['an MP3 without', latin('\xff\xfb\x90\x64\0\0'), 'mp3', false],
    ['AAC frames', latin('\xff\xf1\x50\x80\0\0'), 'aac', false],
    ['Ogg', latin('OggS\0\x02'), 'ogg', false],
    ['FLAC', latin('fLaC\0\0'), 'flac', false],
    ['WAV', latin('RIFF\x24\0\0\0WAVEfmt '), 'wav', false],
    ['AVI', latin('RIFF\x24\0\0\0AVI LIST'), 'avi', true],
    ['MP4', ftyp('isom'), 'mp4', true],
    ['M4A', ftyp('M4A '), 'm4a', false],
    ['Matroska or WebM', latin('\x1aE\xdf\xa3\0'), 'mkv', true],
    ['MPEG-TS', Buffer.concat([latin('G'), Buffer.alloc(187), latin('G'), Buffer.alloc(187)]), 'ts', true],
  ])('%s, whatever is declared', (_, bytes, extension, isVideo) => {
    for (const declared of ['text/html', 'application/octet-stream', null]) {
      expect(sniff(bytes, declared)).toEqual({ kind: 'media', extension, isVideo });
    }
  });

  it.each([
    ['%PDF-1.7', 'PDF document'],
    ['\x89PNG\r\n\x1a\n', 'PNG image'],
    ['PK\x03\x04', 'ZIP archive, or a document of an office program'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'WebP image'],
    ['\x7fELF\x02', 'program'],
  ])('%j is no media, even as audio/mpeg', (start, name) => {
    expect(sniff(latin(start), 'audio/mpeg')).toEqual({ kind: 'other', name });
  });

  it('a picture in an MP4 box is a picture', () => {
    expect(sniff(ftyp('avif'), 'video/mp4')).toEqual({ kind: 'other', name: 'picture' });
  });

  it('unknown bytes are looked at as media only when declared so', () => {
    const bytes = latin('\x01\x02\x03\x04strange');
    expect(sniff(bytes, 'audio/x-strange')).toMatchObject({ kind: 'media' });
    expect(sniff(bytes, 'application/octet-stream')).toEqual({ kind: 'other', name: 'unknown kind of file' });
    expect(sniff(bytes, 'application/x-thing')).toEqual({ kind: 'other', name: 'application/x-thing file' });
    expect(sniff(bytes, null)).toMatchObject({ kind: 'other' });
  });
});

describe('sniff tells text from text', () => {
  it.each([
    ['<!DOCTYPE html><html>', null, 'html'],
    ['\ufeff\n <!-- hi -->\n<html lang=en>', 'text/plain', 'html'],
    ['<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">', 'application/xhtml+xml', 'html'],
    ['Just words in a page', 'text/html; charset=utf-8', 'html'],
    ['<?xml version="1.0"?><rss version="2.0">', 'text/html', 'xml'],
    ['<!-- made by x --><feed xmlns="http://www.w3.org/2005/Atom">', 'text/plain', 'xml'],
    ['{"version":"https://jsonfeed.org/version/1.1"}', 'application/feed+json', 'json'],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\nHi', 'text/plain', 'captions'],
    ['1\n00:00:01,000 --> 00:00:02,000\nHi', 'application/octet-stream', 'captions'],
    ['# A heading\n\nText.', 'text/markdown', 'text'],
    ['Plain words.', null, 'text'],
    ['Good words.', null, 'text'],
    ['<3 is not a tag', 'text/plain', 'text'],
    ['', 'audio/mpeg', 'empty'],
    ['  \n ', 'text/html', 'empty'],
  ])('%j declared %s', (text, declared, kind) => {
    expect(sniff(Buffer.from(text), declared).kind).toBe(kind);
  });

  it('UTF-16 is text', () => {
    expect(sniff(Buffer.from('\ufeff<html><body>é', 'utf16le'), null).kind).toBe('html');
  });

  it('lists of pieces are not media', () => {
    expect(sniff(Buffer.from('#EXTM3U\n#EXTINF:4,\na.ts'), 'audio/mpegurl')).toEqual({ kind: 'manifest', format: 'hls' });
    expect(sniff(Buffer.from('<?xml version="1.0"?><MPD type="static">'), 'video/vnd.mpeg.dash.mpd')).toEqual({
      kind: 'manifest',
      format: 'dash',
    });
  });

  it('a page of sound and words is not taken for a feed because it speaks of one', () => {
    expect(sniff(Buffer.from('<!doctype html><p>Our <rss > feed'), 'text/html').kind).toBe('html');
  });
});
