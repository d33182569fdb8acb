/** Subject, predicate, object, each as said. */
export interface OpenTriple {
  subject: string;
  predicate: string;
  object: string;
}

/** What a passage speaks of and what it says of it. */
export interface OpenFacts {
  /** How often each phrase is mentioned: names and dates, and what stands in a triple. */
  phrases: Map<string, number>;
  triples: OpenTriple[];
}
