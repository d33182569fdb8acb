/** Discord's refusal of a body: code 50035 with a tree of errors that has the body's own shape. */

/** What is wrong at one place, e.g. `embeds.0.title`. */
export interface FormError {
  path: string;
  code: string;
  message: string;
}

export interface ErrorBody {
  message: string;
  code: number;
  errors?: unknown;
}

export function formErrorBody(errors: readonly FormError[]): ErrorBody {
  const tree: Record<string, unknown> = {};
  for (const { path, code, message } of errors) {
    let node = tree;
    for (const key of path.split('.')) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node._errors = [...((node._errors as unknown[]) ?? []), { code, message }];
  }
  return { message: 'Invalid Form Body', code: 50035, errors: tree };
}
