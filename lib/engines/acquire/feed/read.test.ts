import { describe, expect, it } from 'vitest';
import { readFeed } from './read';

const URL = 'https://show.example/feed.xml';
const NAMESPACES =
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"';
const rss = (items: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" ${NAMESPACES}><channel><title>My &amp; Show</title><language>en-us</language><itunes:author>The Makers</itunes:author>${items}</channel></rss>`;

describe('readFeed', () => {
  it('carries all that a podcast says of an episode', () => {
    const feed = readFeed(
      rss(`<item><title>Ep &lt;1&gt;</title><link>/ep1</link><description><![CDATA[<p>About <b>bees</b> &amp; honey</p><script>x()</script>]]></description>
        <pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate><itunes:duration>1:02:03</itunes:duration>
        <enclosure url="https://cdn.example/a.mp3?x=1&amp;y=2" length="1" type="audio/mpeg"/>
        <podcast:transcript url="/t.txt" type="text/plain"/><podcast:transcript url="/t.vtt" type="text/vtt; charset=utf-8" language="en-US"/><podcast:transcript url="file:///etc/passwd" type="text/vtt"/>
        <podcast:chapters url="/c.json" type="application/json+chapters"/>
        <psc:chapters><psc:chapter start="00:00:10.5" title="Bees"/></psc:chapters></item>`),
      URL,
      10,
    );
    expect(feed).toEqual({
      title: 'My & Show',
      omitted: 0,
      entries: [
        {
          url: 'https://cdn.example/a.mp3?x=1&y=2',
          title: 'Ep <1>',
          hints: {
            title: 'Ep <1>',
            description: 'About bees & honey',
            author: 'The Makers',
            siteName: 'My & Show',
            publishedAt: '2024-05-01T08:00:00.000Z',
            durationSeconds: 3723,
            language: 'en',
            chapters: [{ startSeconds: 10.5, title: 'Bees' }],
            chaptersUrl: 'https://show.example/c.json',
            pageUrl: 'https://show.example/ep1',
            feedUrl: URL,
            transcripts: [
              { url: 'https://show.example/t.vtt', type: 'text/vtt', language: 'en', origin: 'podcast_transcript' },
              { url: 'https://show.example/t.txt', type: 'text/plain', language: null, origin: 'podcast_transcript' },
            ],
            playlistDepth: 0,
          },
        },
      ],
    });
  });

  it('leads to the page where nothing plays: without an enclosure, or with a picture for one', () => {
    const feed = readFeed(
      rss(
        '<item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link><enclosure url="/b.jpg" type="image/jpeg"/></item><item><title>C</title><guid isPermaLink="true">https://show.example/c</guid></item><item><title>D</title><link>/d</link><media:content url="/d.mp4" type="video/mp4" duration="5"/></item>',
      ),
      URL,
      10,
    );
    expect(feed?.entries.map(({ url }) => url.replace('https://show.example', ''))).toEqual(['/a', '/b', '/c', '/d.mp4']);
    expect(feed?.entries[3]?.hints.durationSeconds).toBe(5);
  });

  it('lists each address once, keeps the order, and counts what is over the cap', () => {
    const items = ['/a', '/b', '/a', '/c', '/d'].map((link) => `<item><title>x</title><link>${link}</link></item>`).join('');
    const feed = readFeed(rss(items), URL, 3);
    expect(feed?.entries.map(({ url }) => url)).toEqual(['https://show.example/a', 'https://show.example/b', 'https://show.example/c']);
    expect(feed?.omitted).toBe(1);
  });

  it('reads Atom, RDF and JSON feeds', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title><id>x</id><published>2024-05-01T00:00:00Z</published><author><name>Ann</name></author><link rel="alternate" href="/one"/><link rel="enclosure" type="audio/mpeg" href="/one.mp3"/><summary>S</summary></entry></feed>`;
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>RDF</title></channel><item><title>One</title><link>/one</link><dc:date>2024-05-01</dc:date></item></rdf:RDF>`;
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'JSON',
      items: [
        {
          id: '1',
          url: '/one',
          title: 'One',
          date_published: '2024-05-01T00:00:00Z',
          attachments: [{ url: '/one.mp3', mime_type: 'audio/mpeg', duration_in_seconds: 9 }],
        },
      ],
    });
    const [a, r, j] = [atom, rdf, json].map((text) => readFeed(text, URL, 5)?.entries[0]);
    expect(a).toMatchObject({
      url: 'https://show.example/one.mp3',
      title: 'One',
      hints: { author: 'Ann', pageUrl: 'https://show.example/one', description: 'S' },
    });
    expect(r).toMatchObject({ url: 'https://show.example/one', hints: { publishedAt: '2024-05-01T00:00:00.000Z' } });
    expect(j).toMatchObject({
      url: 'https://show.example/one.mp3',
      hints: { durationSeconds: 9, publishedAt: '2024-05-01T00:00:00.000Z' },
    });
  });

  it.each([
    ['other XML', '<?xml version="1.0"?><note><to>x</to></note>'],
    ['other JSON', '{"items":1}'],
    ['broken XML', '<rss><channel>'],
    [
      'an external entity',
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title><item><link>/a</link></item></channel></rss>',
    ],
    ['nothing', ''],
  ])('is null for %s', (_, text) => {
    expect(readFeed(text, URL, 5)).toBeNull();
  });

  it('expands no entities', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><rss version="2.0"><channel><title>&c;</title><item><title>&c;</title><link>/a</link></item></channel></rss>`;
    expect(JSON.stringify(readFeed(bomb, URL, 5)).length).toBeLessThan(2000);
  });
});
