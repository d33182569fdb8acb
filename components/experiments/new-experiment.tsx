'use client';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { ARM_ROLES, type ArmRole } from '@/lib/core/experiments/views';
import { type ProblemView, problemOf } from '../data/api';
import { useCreateExperiment } from '../data/experiments';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { humanise } from '../words';

interface Arm {
  role: ArmRole;
  /** As typed. */
  version: string;
  /** Per cent, as typed. */
  share: string;
}

/** A new experiment: which versions, in which roles, with which shares. It starts at once; one runs at a time. */
export function NewExperiment({ active, isRunning }: { active: number; isRunning: boolean }) {
  const router = useRouter();
  const { mutateAsync, isPending } = useCreateExperiment();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [arms, setArms] = useState<readonly Arm[]>([
    { role: 'conservative', version: String(active), share: '50' },
    { role: 'aggressive', version: '', share: '50' },
  ]);
  const id = useId();
  const change = (index: number, part: Partial<Arm>) => setArms(arms.map((arm, i) => (i === index ? { ...arm, ...part } : arm)));

  async function start(): Promise<void> {
    setProblem(null);
    try {
      const asked = arms.map(({ role, version, share }) => ({
        name: role,
        role,
        config_version: Number(version),
        share: Number(share) / 100,
      }));
      const experiment = await mutateAsync({ name, note, arms: asked });
      router.push(`/experiments/${experiment.id}`);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <Panel title="New experiment">
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className="max-w-prose text-ink-muted text-sm">
          Make the versions on the tuning page first: “Keep for an experiment” stores a draft without making it active.{' '}
          {isRunning && 'One experiment is running; it has to end before another begins.'}
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field id={`${id}-name`} label="Name" value={name} required maxLength={120} onChange={setName} />
          <Field id={`${id}-note`} label="What is to be found out" value={note} maxLength={2000} onChange={setNote} />
        </div>
        {arms.map((arm, index) => (
          <fieldset key={arm.role} className="flex flex-wrap items-end gap-3">
            <legend className="mb-1 font-medium text-sm">{humanise(arm.role)}</legend>
            <Field
              id={`${id}-${arm.role}-version`}
              label="Config version"
              value={arm.version}
              required
              inputMode="numeric"
              onChange={(version) => change(index, { version })}
            />
            <Field
              id={`${id}-${arm.role}-share`}
              label="Share, %"
              value={arm.share}
              required
              inputMode="numeric"
              onChange={(share) => change(index, { share })}
            />
            {arm.role === 'balanced' && <Button onClick={() => setArms(arms.filter(({ role }) => role !== 'balanced'))}>Leave out</Button>}
          </fieldset>
        ))}
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.errors.length > 0
              ? problem.errors.map(({ field, message }) => <p key={`${field}${message}`}>{`${field}: ${message}`}</p>)
              : `${problem.detail} ${problem.advice}`}
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={isPending || isRunning}>
            Start
          </Button>
          {arms.length < ARM_ROLES.length && (
            <Button onClick={() => setArms([...arms, { role: 'balanced', version: '', share: '' }])}>
              <Plus aria-hidden />
              Balanced arm
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  required?: boolean;
  maxLength?: number;
  inputMode?: 'numeric';
  onChange: (value: string) => void;
}

function Field({ id, label, value, onChange, ...rest }: FieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-ink-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        className={FIELD_STYLE}
        {...rest}
      />
    </div>
  );
}
