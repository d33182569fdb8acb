import type { Analysis } from '@/lib/core/runs/content';
import { Panel } from '../ui/panel';
import { costWords, modelFacts, modelVerdict } from './model-words';

/** What a language model did for the result, and what it cost. */
export function ModelUse({ analysis: { llm, usage } }: { analysis: Analysis }) {
  if (!llm) return null;
  return (
    <Panel title="Language model">
      <div className="space-y-3 p-4 text-sm">
        <p className="max-w-prose">{modelVerdict(llm)}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {modelFacts(usage, llm).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        {llm.steps.length > 0 && (
          <div className="overflow-x-auto">
            <table className="w-full text-left text-xs tabular-nums">
              <caption className="sr-only">API calls, tokens and cost of each step</caption>
              <thead className="text-ink-muted">
                <tr>
                  {['Step', 'Model', 'Calls', 'Tokens in', 'Tokens out', 'Cost'].map((heading) => (
                    <th key={heading} scope="col" className="py-1 pr-4 font-medium">
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {llm.steps.map(({ step, model, apiCalls, inputTokens, outputTokens, costUsdMicros }) => (
                  <tr key={`${step} ${model}`} className="border-line border-t">
                    <td className="py-1 pr-4">{step}</td>
                    <td className="py-1 pr-4">{model}</td>
                    <td className="py-1 pr-4">{apiCalls.toLocaleString('en')}</td>
                    <td className="py-1 pr-4">{inputTokens.toLocaleString('en')}</td>
                    <td className="py-1 pr-4">{outputTokens.toLocaleString('en')}</td>
                    <td className="py-1 pr-4">{costWords(costUsdMicros)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Panel>
  );
}
