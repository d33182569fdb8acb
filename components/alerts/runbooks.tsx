import type { Block, RunbookSection, Span } from '@/lib/core/alerts/runbook-text';

/** What to do when an alert fires: a section for each rule and side, which alerts link to. */
export function Runbooks({ sections }: { sections: readonly RunbookSection[] }) {
  return (
    <div className="space-y-6 text-sm leading-6">
      {sections.map(({ heading, anchor, blocks }) => (
        <section key={anchor} id={anchor || undefined} className="space-y-3 rounded-lg target:bg-accent-soft target:p-4">
          {heading && <h2 className="font-semibold text-base">{heading}</h2>}
          {blocks.map((block) => (
            <BlockView key={JSON.stringify(block)} block={block} />
          ))}
        </section>
      ))}
    </div>
  );
}

function BlockView({ block: { kind, items } }: { block: Block }) {
  const lines = items.map((spans) => ({ key: JSON.stringify(spans), view: <Spans spans={spans} /> }));
  if (kind === 'paragraph') return <p className="text-ink-muted">{lines[0]?.view}</p>;
  return (
    <ol className="list-decimal space-y-1 pl-5 text-ink-muted">
      {lines.map(({ key, view }) => (
        <li key={key}>{view}</li>
      ))}
    </ol>
  );
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ kind, text }, i) => {
    const key = `${i} ${text}`;
    if (kind === 'text') return text;
    if (kind === 'emphasis') return <em key={key}>{text}</em>;
    return (
      <code key={key} className="rounded-sm bg-sunken px-1 text-ink text-xs">
        {text}
      </code>
    );
  });
}
