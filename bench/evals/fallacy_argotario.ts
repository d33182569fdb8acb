/**
 * fallacy_argotario: arguments of a game, 5 fallacies and none (Habernal et al. 2017). Rows: {text, voted}; of these the arguments whose label
 * the players decided. `macro_f1` over the six classes; `recall` is the share of fallacious arguments in which anything was found. The finder is
 * the shipped one.
 */
import type { Measure } from '../run';
import { scoreClassification } from '../support/fallacies/classify';
import { ARGOTARIO_LABELS } from '../support/fallacies/labels';
import { limited } from '../support/items';

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('fallacy_argotario needs --file (rows of text, voted)');
  const items = limited(rows, options).flatMap((row) =>
    typeof row.voted === 'string' ? [{ text: String(row.text), label: row.voted }] : [],
  );
  return scoreClassification({ items, labels: ARGOTARIO_LABELS, none: 'No Fallacy' }, progress);
};

export default measure;
