/**
 * fallacy_logic: LOGIC and LogicClimate (Jin et al. 2022), 13 classes, every text fallacious. Rows: {text, label}. `macro_f1` over the
 * classes, `micro_f1` as in the paper's table; the finder is the shipped one and may find nothing, which counts as a miss.
 */
import type { Measure } from '../run';
import { scoreClassification } from '../support/fallacies/classify';
import { LOGIC_LABELS } from '../support/fallacies/labels';
import { limited } from '../support/items';

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('fallacy_logic needs --file (rows of text, label)');
  const items = limited(rows, options).map((row) => ({ text: String(row.text), label: String(row.label) }));
  return scoreClassification({ items, labels: LOGIC_LABELS, none: null }, progress);
};

export default measure;
