/** What memory shows of entities, as the API and the pages use it. */

export interface EntityPlace {
  runId: string;
  title: string | null;
  source: string;
  at: Date;
  quote: string;
  startSeconds: number | null;
  segmentIndex: number;
}

export interface ClaimView extends EntityPlace {
  id: string;
  text: string;
  speaker: string | null;
}

/** Two claims of different sources on one point. */
export interface ClaimPair {
  kind: 'agrees' | 'contradicts';
  reason: string;
  similarity: number;
  newer: ClaimView;
  older: ClaimView;
}

export interface EntityView {
  id: string;
  name: string;
  type: string;
  aliases: string[];
  mentionCount: number;
  runCount: number;
  /** Newest first, at most 300. */
  mentions: (EntityPlace & { form: string; speaker: string | null })[];
  relations: (EntityPlace & { subject: { id: string; name: string }; predicate: string; object: { id: string; name: string } })[];
  claims: ClaimView[];
  pairs: ClaimPair[];
}

export interface EntityListItem {
  id: string;
  name: string;
  type: string;
  mentionCount: number;
  runCount: number;
}

export interface GraphView {
  nodes: EntityListItem[];
  /** How often two are related or named together. */
  edges: { from: string; to: string; weight: number; predicate: string | null }[];
  /** Entities there are in all. */
  total: number;
}
