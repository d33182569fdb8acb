import { describe, expect, it } from 'vitest';
import { decodeBytes } from './charset';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('decodeBytes', () => {
  it.each([
    [
      'a byte order mark over all else',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('é')]),
      'text/html; charset=latin1',
      'é',
    ],
    ['UTF-16 by its byte order mark', Buffer.from('\ufeffé', 'utf16le'), null, 'é'],
    ['the declared charset', latin('caf\xe9'), 'text/html; charset=iso-8859-1', 'café'],
    ['a quoted charset', latin('\xcf\xf0\xe8'), 'text/html; charset="windows-1251"', 'При'],
    ['Shift_JIS', Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]), 'text/plain; charset=Shift_JIS', 'テスト'],
    ['a meta element', latin('<meta charset=windows-1250><p>\xe8'), 'text/html', '<meta charset=windows-1250><p>č'],
    [
      'an old meta element',
      latin('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">\xf4'),
      null,
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">Т',
    ],
    [
      'an XML declaration',
      latin('<?xml version="1.0" encoding="ISO-8859-15"?>\xa4'),
      'text/xml',
      '<?xml version="1.0" encoding="ISO-8859-15"?>€',
    ],
    ['undeclared UTF-8', Buffer.from('naïve – 日本'), 'text/plain', 'naïve – 日本'],
    ['undeclared windows-1252', latin('na\xefve \x96 caf\xe9'), 'text/plain', 'naïve – café'],
    ['an unknown charset', Buffer.from('é'), 'text/html; charset=klingon-8', 'é'],
    ['a meta element that lies about UTF-16', Buffer.from('<meta charset="utf-16">é'), null, '<meta charset="utf-16">é'],
  ])('reads %s', (_, bytes, contentType, text) => {
    expect(decodeBytes(bytes, contentType)).toBe(text);
  });

  it('does not give up UTF-8 for one broken byte', () => {
    const bytes = Buffer.concat([Buffer.from('größer, schöner, früher '), Buffer.from([0xff]), Buffer.from(' müde')]);
    expect(decodeBytes(bytes, null)).toBe('größer, schöner, früher \ufffd müde');
  });
});
