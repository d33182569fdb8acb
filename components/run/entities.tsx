import type { Entity, Relation } from '@/lib/core/runs/content';
import { count } from '../format';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { humanise } from '../words';
import { TimeAnchor } from './time-anchor';

const PER_TYPE = 24;

/** Who and what it is about, by kind, with how often each is named. */
export function Entities({ entities, relations }: { entities: readonly Entity[]; relations: readonly Relation[] }) {
  if (entities.length === 0) return null;
  const types = [...new Set(entities.map((entity) => entity.type))];
  return (
    <Panel title="Entities" aside={<span className="text-ink-muted text-xs">{count(entities.length, 'name')}; × mentions</span>}>
      <dl className="space-y-3 p-4">
        {types.map((type) => (
          <div key={type} className="grid gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <dt className="text-ink-muted text-sm">{humanise(type)}</dt>
            <dd className="flex flex-wrap gap-1.5">
              {entities
                .filter((entity) => entity.type === type)
                .slice(0, PER_TYPE)
                .map(({ name, mentions }) => (
                  <span key={name} className="max-w-full rounded-md bg-sunken px-2 py-0.5 text-sm">
                    <bdi>{name}</bdi>
                    {mentions > 1 && <span className="text-ink-faint text-xs tabular-nums"> ×{mentions}</span>}
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      {relations.length > 0 && (
        <Disclosure summary={count(relations.length, 'relation')} className="border-line border-t px-4 py-3">
          <ul className="mt-2 space-y-1.5 text-sm">
            {relations.map(({ subject, predicate, object, span }) => (
              <li key={`${subject} ${predicate} ${object} ${span.segmentIndex}`}>
                <bdi className="font-medium">{subject}</bdi> <span className="text-ink-muted">{predicate}</span>{' '}
                <bdi className="font-medium">{object}</bdi> <TimeAnchor place={span} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Panel>
  );
}
