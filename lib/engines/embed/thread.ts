/**
 * The embedding thread. Relative imports only: the `@/` alias is not known inside a thread. Errors cross back as plain values, since a
 * class does not survive the copy.
 */
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { asWinnowError, type ErrorCode } from '../../base/errors';
import { readModel, readTokenizer } from './minilm/files';
import { DIMENSION } from './minilm/graph';

export interface EmbedTask {
  texts: string[];
  modelDirectory: string;
  /** Threads of one inference. */
  threads: number;
}

/** `vectors`: one after the other, DIMENSION numbers each. */
export type EmbedOutcome = { ok: true; vectors: Float32Array } | { ok: false; code: ErrorCode; message: string };

const MAX_TOKENS = 256;
const END_OF_TEXT = 102;
/** No 256 tokens of real text are longer; it bounds the tokeniser's work on hostile input. */
const MAX_CHARACTERS = 8_192;

interface Model {
  tokenizer: Tokenizer;
  session: InferenceSession;
}

let loading: Promise<Model> | null = null;

async function load({ modelDirectory, threads }: EmbedTask): Promise<Model> {
  const [definition, bytes] = await Promise.all([readTokenizer(), readModel(modelDirectory)]);
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 });
  return { tokenizer: new Tokenizer(definition, {}), session };
}

async function embedOne({ tokenizer, session }: Model, text: string): Promise<Float32Array> {
  let { ids } = tokenizer.encode(text.replace(/\s+/g, ' ').slice(0, MAX_CHARACTERS));
  if (ids.length > MAX_TOKENS) ids = [...ids.slice(0, MAX_TOKENS - 1), END_OF_TEXT];
  const output = await session.run({ input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]) });
  return output.sentence_embedding!.data as Float32Array;
}

export default async function run(task: EmbedTask): Promise<EmbedOutcome> {
  try {
    loading ??= load(task);
    const model = await loading.catch((error) => {
      loading = null; // so that the next task tries again, e.g. after disk space was freed
      throw error;
    });
    const vectors = new Float32Array(task.texts.length * DIMENSION);
    for (const [i, text] of task.texts.entries()) vectors.set(await embedOne(model, text), i * DIMENSION);
    return { ok: true, vectors };
  } catch (error) {
    const { code, message } = asWinnowError(error, 'engine_failed');
    return { ok: false, code, message };
  }
}
