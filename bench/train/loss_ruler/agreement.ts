/** How far a matcher's judgements agree with the labels. */

export interface Labelled {
  carried: boolean;
  /** That it is carried. */
  probability: number;
}

export interface Agreement {
  n: number;
  accuracy: number;
  /** Cohen's kappa (1960): agreement beyond what the two shares of `carried` would give by chance. NaN where all labels and judgements are one. */
  kappa: number;
  /** Mean, natural logarithm. */
  log_loss: number;
  /** Of those judged carried, the share that is. NaN where none is. */
  precision: number;
  /** Of those carried, the share judged so. */
  recall: number;
}

const THRESHOLD = 0.5;

export function agreement(judged: readonly Labelled[]): Agreement {
  const n = judged.length;
  const count = (test: (one: Labelled) => boolean) => judged.filter(test).length;
  const yes = ({ probability }: Labelled) => probability >= THRESHOLD;
  const hits = count((one) => one.carried && yes(one));
  const [positive, judgedPositive] = [count(({ carried }) => carried), count(yes)];
  const accuracy = count((one) => one.carried === yes(one)) / n;
  const chance = (positive * judgedPositive + (n - positive) * (n - judgedPositive)) / n ** 2;
  const losses = judged.map(({ carried, probability }) => -Math.log(Math.max(carried ? probability : 1 - probability, 1e-9)));
  return {
    n,
    accuracy,
    kappa: (accuracy - chance) / (1 - chance),
    log_loss: losses.reduce((sum, loss) => sum + loss, 0) / n,
    precision: hits / judgedPositive,
    recall: hits / positive,
  };
}
