'use client';
import { BellOff, BellRing, Check } from 'lucide-react';
import { toast } from 'sonner';
import type { AlertView } from '@/lib/core/alerts/views';
import { type AlertAct, useAlertAct } from '../data/alerts';
import { problemOf } from '../data/api';
import { toastProblem } from '../submit/use-submit-and-open';
import { Button } from '../ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '../ui/dropdown-menu';

const SILENCE_HOURS = [1, 8, 24] as const;

/** What can be done with a rule's alert in its state. */
export function RuleActions({ alert }: { alert: AlertView }) {
  const { mutateAsync, isPending } = useAlertAct(alert.rule);
  async function act(request: AlertAct): Promise<void> {
    try {
      await mutateAsync(request);
      if (request.act === 'acknowledge') toast('Acknowledged', { description: 'No reminders until it resolves or gets worse.' });
      if (request.act !== 'silence') return;
      const undo = { label: 'Undo', onClick: () => void act({ act: 'unsilence' }) };
      toast(`${alert.label}: silenced for ${request.minutes / 60} h`, { description: 'It is watched all the same.', action: undo });
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return (
    <div className="flex flex-wrap gap-2">
      {alert.state === 'firing' && alert.acknowledgedAt === null && (
        <Button variant="primary" disabled={isPending} onClick={() => void act({ act: 'acknowledge' })}>
          <Check aria-hidden />
          Acknowledge
        </Button>
      )}
      {alert.silencedUntil ? (
        <Button disabled={isPending} onClick={() => void act({ act: 'unsilence' })}>
          <BellRing aria-hidden />
          End silence
        </Button>
      ) : (
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button disabled={isPending}>
              <BellOff aria-hidden />
              Silence
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {SILENCE_HOURS.map((hours) => (
              <DropdownMenuItem key={hours} onSelect={() => void act({ act: 'silence', minutes: hours * 60 })}>
                for {hours} h
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </div>
  );
}
