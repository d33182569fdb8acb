import { GitCompareArrows, ThumbsUp } from 'lucide-react';
import Link from 'next/link';
import type { ClaimPair, ClaimView, EntityPlace, EntityView } from '@/lib/core/memory/views';
import { count } from '../format';
import { Badge } from '../ui/badge';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { humanise } from '../words';
import { PlaceLink } from './place-link';

const SHOWN_PER_RUN = 4;
const REASONS: Record<string, string> = {
  number: 'by their figures',
  negation: 'one denies it',
  opposite: 'by opposite words',
  value: 'they name another',
  wording: 'in nearly the same words',
};

/** What memory holds of one entity: where sources disagree first, then when and where it was spoken of. */
export function EntityPage({ entity }: { entity: EntityView }) {
  const aliases = entity.aliases.filter((alias) => alias !== entity.name.toLowerCase());
  return (
    <div className="space-y-5">
      <header className="space-y-2">
        <h2 className="flex flex-wrap items-baseline gap-3 font-semibold text-xl">
          <bdi>{entity.name}</bdi> <Badge>{humanise(entity.type)}</Badge>
        </h2>
        <p className="text-ink-muted text-sm tabular-nums">
          {count(entity.mentionCount, 'mention')} in {count(entity.runCount, 'item')}
          {aliases.length > 0 && <>; also known as {aliases.join(', ')}</>}
        </p>
      </header>
      {entity.pairs.length > 0 && (
        <Panel title="Agreements and contradictions" aside={<Aside amount={entity.pairs.length} one="pair" />}>
          <ul className="divide-y divide-line">
            {entity.pairs.map((pair) => (
              <Pair key={`${pair.newer.id} ${pair.older.id}`} pair={pair} />
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Timeline" aside={<span className="text-ink-muted text-xs">newest first</span>}>
        <ol className="px-4 py-3">
          {byRun(entity.mentions).map((mentions) => (
            <Moment key={mentions[0]!.runId} mentions={mentions} />
          ))}
        </ol>
      </Panel>
      {entity.relations.length > 0 && (
        <Panel title="Relations" aside={<Aside amount={entity.relations.length} one="relation" />}>
          <ul className="divide-y divide-line">
            {entity.relations.map((relation) => (
              <li
                key={`${relation.runId} ${relation.segmentIndex} ${relation.subject.id} ${relation.predicate} ${relation.object.id}`}
                className="space-y-1 px-4 py-3 text-sm"
              >
                <p>
                  <EntityLink {...relation.subject} here={entity.id} /> <span className="text-ink-muted">{relation.predicate}</span>{' '}
                  <EntityLink {...relation.object} here={entity.id} />
                </p>
                <Quote place={relation} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {entity.claims.length > 0 && (
        <Panel title="Claims" aside={<Aside amount={entity.claims.length} one="claim" />}>
          <ul className="divide-y divide-line">
            {entity.claims.map((claim) => (
              <li key={claim.id} className="px-4 py-3">
                <Claim claim={claim} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

const Aside = ({ amount, one }: { amount: number; one: string }) => (
  <span className="text-ink-muted text-xs tabular-nums">{count(amount, one)}</span>
);

function EntityLink({ id, name, here }: { id: string; name: string; here: string }) {
  if (id === here) return <bdi className="font-medium">{name}</bdi>;
  return (
    <Link href={`/memory/entities/${id}`} className="font-medium text-accent hover:underline">
      <bdi>{name}</bdi>
    </Link>
  );
}

function Pair({ pair: { kind, reason, newer, older } }: { pair: ClaimPair }) {
  const contradicts = kind === 'contradicts';
  return (
    <li className="space-y-2 px-4 py-3">
      <p className="flex flex-wrap items-center gap-2 text-ink-muted text-xs">
        <Badge tone={contradicts ? 'warn' : 'good'} icon={contradicts ? GitCompareArrows : ThumbsUp}>
          {contradicts ? 'May contradict' : 'Agree'}
        </Badge>
        {REASONS[reason] ?? reason}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Claim claim={newer} />
        <Claim claim={older} />
      </div>
    </li>
  );
}

function Claim({ claim }: { claim: ClaimView }) {
  return (
    <div className="space-y-1 text-sm">
      {claim.speaker && <p className="font-medium">{claim.speaker}</p>}
      <Quote place={claim} />
    </div>
  );
}

function Quote({ place }: { place: EntityPlace }) {
  return (
    <>
      <blockquote dir="auto" className="max-w-prose text-ink-muted text-sm leading-6">
        “{place.quote}”
      </blockquote>
      <p className="flex flex-wrap items-baseline gap-x-3 text-ink-muted text-xs">
        <PlaceLink {...place} />
        <TimeAgo at={String(new Date(place.at).toISOString())} />
      </p>
    </>
  );
}

type Mention = EntityView['mentions'][number];

function byRun(mentions: readonly Mention[]): Mention[][] {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) groups.set(mention.runId, [...(groups.get(mention.runId) ?? []), mention]);
  return [...groups.values()];
}

function Moment({ mentions }: { mentions: Mention[] }) {
  const [first] = mentions;
  const more = mentions.length - SHOWN_PER_RUN;
  return (
    <li className="relative border-line border-l-2 pb-5 pl-4 last:pb-1">
      <span aria-hidden className="-left-[5px] absolute top-1.5 size-2 rounded-full bg-accent" />
      <p className="flex flex-wrap items-baseline gap-x-3">
        <PlaceLink runId={first!.runId} title={first!.title} startSeconds={null} />
        <span className="text-ink-muted text-xs">
          {first!.source} · <TimeAgo at={new Date(first!.at).toISOString()} />
        </span>
      </p>
      <ul className="mt-1 space-y-1.5">
        {mentions.slice(0, SHOWN_PER_RUN).map((mention) => (
          <li key={`${mention.segmentIndex} ${mention.quote}`} className="text-sm">
            <PlaceLink runId={mention.runId} title={mention.form} startSeconds={mention.startSeconds} />{' '}
            <span dir="auto" className="text-ink-muted">
              {mention.speaker && `${mention.speaker}: `}“{mention.quote}”
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-1 text-ink-muted text-xs">and {count(more, 'more mention')}</p>}
    </li>
  );
}
