'use client';
import { useState } from 'react';
import type { RunDetailView } from '@/lib/core/runs/views';
import { Notice } from '../ui/notice';
import { usePlayback } from './playback';

/** The item itself, as it was acquired. */
export function Player({ run }: { run: RunDetailView }) {
  const { attach } = usePlayback();
  const [isBroken, setBroken] = useState(false);
  const source = `/api/runs/${run.id}/media`;
  if (isBroken) {
    return (
      <Notice title="This browser cannot play the format">
        <a href={source} download className="text-accent underline">
          Download the media
        </a>
      </Notice>
    );
  }
  const shared = { ref: attach, src: source, controls: true, preload: 'metadata', onError: () => setBroken(true) } as const;
  const captions = run.transcriptInfo && (
    <track kind="captions" label="Transcript" srcLang={run.transcriptInfo.language ?? 'en'} src={`/api/runs/${run.id}/transcript.vtt`} />
  );
  if (run.mediaKind === 'video') {
    return (
      <video {...shared} aria-label="Player" className="max-h-[40dvh] w-full rounded-lg bg-black max-lg:max-h-44">
        {captions}
      </video>
    );
  }
  return (
    <audio {...shared} aria-label="Player" className="w-full">
      {captions}
    </audio>
  );
}
