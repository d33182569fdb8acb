import { describe, expect, it } from 'vitest';
import { sniff } from './sniff';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const padded = (text: string) => Buffer.concat([bytes(text), Buffer.alloc(300)]);

describe('sniff', () => {
  it.each([
    ['RIFF\x24\x00\x00\x00WAVEfmt '],
    ['ID3\x03\x00\x00'],
    ['\xff\xfb\x90\x64'],
    ['OggS\x00\x02'],
    ['fLaC\x00'],
    ['\x00\x00\x00\x20ftypisom'],
    ['\x1a\x45\xdf\xa3\x01'],
    ['FORM\x00\x00\x00\x10AIFF'],
    ['#!AMR\n'],
  ])('knows the beginning of media: %j', (head) => expect(sniff(padded(head))).toBe('media'));

  it('knows a transport stream by its second sync byte', () => {
    const packets = Buffer.alloc(400);
    packets[0] = 0x47;
    expect(sniff(packets)).toBe('unknown');
    packets[188] = 0x47;
    expect(sniff(packets)).toBe('media');
  });

  it.each([
    ['#EXTM3U\n#EXT-X-VERSION:3\n'],
    ['\xef\xbb\xbf#EXTM3U\n'],
    ['ffconcat version 1.0\nfile /etc/passwd\n'],
    ['[playlist]\nFile1=http://example.com\n'],
    ['<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash">'],
    ['<?xml version="1.0"?><!-- a note -->\n<playlist version="1">'],
    ['<asx version="3.0">'],
  ])('knows a playlist: %j', (head) => expect(sniff(bytes(head))).toBe('playlist'));

  it('knows a playlist inside of a video file', () => {
    expect(sniff(Buffer.concat([padded('RIFF\x00\x10\x00\x00AVI LIST'), bytes('GAB2\x00\x02\x00#EXTM3U\n')]))).toBe('playlist');
  });

  it('tells text, other media, nothing, and what it does not know', () => {
    expect(sniff(bytes('<!doctype html><title>Sign in</title>'))).toBe('text');
    expect(sniff(bytes('{"error": "not found", "wörter": 1}'))).toBe('text');
    expect(sniff(padded('MThd\x00\x00'))).toBe('other_media');
    expect(sniff(Buffer.alloc(0))).toBe('empty');
    expect(sniff(padded('%PDF-1.7\n\x00\x01\x02\x03'))).toBe('unknown');
  });
});
