/**
 * fallacy_cocolofa: news comments, 8 fallacies and none (Yeh et al. 2024). Rows: {text, label}. `macro_f1` over the nine classes; `detection` is
 * fallacious or not. The finder is the shipped one.
 */
import type { Measure } from '../run';
import { scoreClassification } from '../support/fallacies/classify';
import { COCOLOFA_LABELS } from '../support/fallacies/labels';
import { limited } from '../support/items';

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('fallacy_cocolofa needs --file (rows of text, label)');
  const items = limited(rows, options).map((row) => ({ text: String(row.text), label: String(row.label) }));
  return scoreClassification({ items, labels: COCOLOFA_LABELS, none: 'none' }, progress);
};

export default measure;
