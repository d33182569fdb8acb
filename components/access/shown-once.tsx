'use client';
import { Copy } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** A secret that is shown now and never again. */
export function ShownOnce({ title, secret, children }: { title: string; secret: string; children: string }) {
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(secret).then(
      () => toast('Copied'),
      () => toast('This browser does not let the page copy: mark the text and copy it yourself.'),
    );
  }
  return (
    <Notice
      title={title}
      actions={
        <Button onClick={() => void copy()}>
          <Copy aria-hidden />
          Copy
        </Button>
      }
    >
      <p>{children}</p>
      <p>
        <code data-testid="secret" className="select-all break-all text-ink text-xs">
          {secret}
        </code>
      </p>
    </Notice>
  );
}
