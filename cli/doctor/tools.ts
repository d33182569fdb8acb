import { ytDlpStatus } from '@/lib/engines/acquire/ytdlp/status';
import { defaultModelDirectory } from '@/lib/engines/embed/location';
import { readModel, readTokenizer } from '@/lib/engines/embed/minilm/files';
import { type MediaTool, type MediaToolName, MIN_RELEASE, mediaTools } from '@/lib/engines/transcribe/media/tools';
import { checkModels } from '@/lib/engines/transcribe/moonshine/files';
import { sandboxLayers } from '@/lib/sandbox/layers';
import { attempt, type Check, ok, warning } from './check';

export function checkTools(): Promise<Check>[] {
  return [
    attempt('ffmpeg', async () => mediaTool('ffmpeg', (await mediaTools()).ffmpeg)),
    attempt('ffprobe', async () => mediaTool('ffprobe', (await mediaTools()).ffprobe)),
    attempt('yt-dlp', checkYtDlp),
    attempt('Speech models', async () => {
      await Promise.all([checkModels('base'), checkModels('tiny')]);
      return ok('Speech models', 'Moonshine base and tiny, Silero VAD: the expected files');
    }),
    attempt('Embedding model', async () => {
      await Promise.all([readTokenizer(), readModel(defaultModelDirectory())]);
      return ok('Embedding model', 'MiniLM L6: the expected files');
    }),
    attempt('Sandbox', checkSandbox),
  ];
}

function mediaTool(name: MediaToolName, { path, version, origin, recent }: MediaTool): Check {
  const detail = `${version}, ${origin === 'system' ? path : "from npm's package"}`;
  if (recent) return ok(name, detail);
  return warning(name, `${detail}; it is old and may have known holes`, `Install ffmpeg ${MIN_RELEASE} or newer, e.g. apt install ffmpeg.`);
}

/** Optional: without it articles, media files and feeds still work. */
async function checkYtDlp(): Promise<Check> {
  const status = await ytDlpStatus();
  if (status.state === 'ok') return ok('yt-dlp', `${status.version}, ${status.path}`);
  const what = status.state === 'missing' ? 'not found' : status.state === 'too_old' ? `${status.version} is too old` : 'does not run';
  return warning('yt-dlp', `${what}: video sites cannot be read; articles, media files and feeds can`, status.howToFix);
}

async function checkSandbox(): Promise<Check> {
  const { network, proxy, limits, parentDeath } = await sandboxLayers();
  const layers = [
    network === 'namespace' ? 'ffmpeg without network (namespace)' : 'ffmpeg without network (its protocol list only)',
    proxy === 'namespace' ? 'yt-dlp through the guard (namespace)' : 'yt-dlp through the guard (cooperative)',
    limits === 'ulimit' ? 'memory and time limits' : 'no memory and time limits',
    parentDeath === 'watchdog' ? 'no orphans' : 'orphans possible',
  ].join(', ');
  const full = network === 'namespace' && proxy === 'namespace' && limits === 'ulimit' && parentDeath === 'watchdog';
  return full
    ? ok('Sandbox', layers)
    : warning('Sandbox', layers, 'Allow unprivileged user namespaces (unshare -rn) for the full sandbox.');
}
