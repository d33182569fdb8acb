/** The model files inside the installed packages, and proof that they are the ones this engine was measured with. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';

/** The sizes of Moonshine that the package holds; English, int8. */
export type MoonshineSize = 'base' | 'tiny';

interface ModelFile {
  path: string;
  sha256: string;
}

const MOONSHINE = 'node_modules/@usefulsensors/moonshine-js/dist/model';
const SILERO: ModelFile = {
  path: 'node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx',
  sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
};

const FILES: Record<MoonshineSize, { encoder: ModelFile; decoder: ModelFile }> = {
  base: {
    encoder: {
      path: `${MOONSHINE}/base/quantized/encoder_model.onnx`,
      sha256: '1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751',
    },
    decoder: {
      path: `${MOONSHINE}/base/quantized/decoder_model_merged.onnx`,
      sha256: 'cc9f3cd6698a369c6008b41aa60aa3fb3322e7f03c9bdf19d8e6b7200afca4f3',
    },
  },
  tiny: {
    encoder: {
      path: `${MOONSHINE}/tiny/quantized/encoder_model.onnx`,
      sha256: 'c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a',
    },
    decoder: {
      path: `${MOONSHINE}/tiny/quantized/decoder_model_merged.onnx`,
      sha256: 'eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367',
    },
  },
};

/** Absolute paths of what the speech thread loads. */
export interface ModelPaths {
  vad: string;
  moonshine: Record<MoonshineSize, { encoder: string; decoder: string }>;
}

/** modelPaths says where the models are, whether or not they are there. */
export function modelPaths(): ModelPaths {
  const at = ({ path }: ModelFile) => resolve(projectRoot(), path);
  const pair = (size: MoonshineSize) => ({ encoder: at(FILES[size].encoder), decoder: at(FILES[size].decoder) });
  return { vad: at(SILERO), moonshine: { base: pair('base'), tiny: pair('tiny') } };
}

async function check({ path, sha256 }: ModelFile): Promise<void> {
  const file = resolve(projectRoot(), path);
  await access(file).catch((cause) => {
    throw new WinnowError('model_missing', `no model file at ${path}`, { cause });
  });
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new WinnowError('model_missing', `${path} is not the expected model: its sha256 is ${found}, not ${sha256}`);
}

const checked = new Map<string, Promise<void>>();

/** checkModels reads each file once per process. Rejects with `model_missing`, saying which file is absent or not the expected one. */
export async function checkModels(size: MoonshineSize | null): Promise<void> {
  const files = size === null ? [SILERO] : [SILERO, FILES[size].encoder, FILES[size].decoder];
  await Promise.all(
    files.map((file) => {
      const running = checked.get(file.path) ?? check(file);
      checked.set(file.path, running);
      // A failed check is forgotten, so that a repaired installation works without a restart.
      return running.catch((error) => {
        checked.delete(file.path);
        throw error;
      });
    }),
  );
}
