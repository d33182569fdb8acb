import type { MemoryGraph } from '../data/memory';

/** Per type, in the two themes. Types are in the list too, so that colour is never the only sign. */
const COLOURS: Record<string, [string, string]> = {
  person: ['#3350ae', '#a3b6ff'],
  organization: ['#a3368f', '#ec97dc'],
  place: ['#0b7285', '#58c9dd'],
};
const OTHER: [string, string] = ['#6b655c', '#b5afa4'];
const LAYOUT_STEPS = 300;
/** Between two frames the page stays responsive. */
const SLICE_MS = 12;

/**
 * drawGraph draws into a box and returns how to end it. Nodes are laid out by ForceAtlas2 (Jacomy et al. 2014) in short slices; labels appear as
 * there is room for them, and pointing at a node leaves only it and its neighbours. Throws where there is no WebGL.
 */
export async function drawGraph(
  box: HTMLElement,
  { nodes, edges }: MemoryGraph,
  dark: boolean,
  open: (id: string) => void,
): Promise<() => void> {
  const [{ default: Graph }, { default: Sigma }, { default: forceAtlas2 }] = await Promise.all([
    import('graphology'),
    import('sigma'),
    import('graphology-layout-forceatlas2'),
  ]);
  const theme = dark ? 1 : 0;
  const line = dark ? '#302e2a' : '#e6e2db';
  const graph = new Graph({ type: 'undirected' });
  for (const [i, { id, name, type, mentionCount }] of nodes.entries()) {
    // A spiral, so that the same graph is laid out the same way each time.
    const angle = i * 2.4;
    const radius = Math.sqrt(i + 1);
    graph.addNode(id, {
      label: name,
      x: radius * Math.cos(angle),
      y: radius * Math.sin(angle),
      size: Math.min(18, 2 + 1.6 * Math.sqrt(mentionCount)),
      color: (COLOURS[type] ?? OTHER)[theme],
    });
  }
  for (const { from, to, weight } of edges) {
    if (graph.hasNode(from) && graph.hasNode(to)) graph.mergeEdge(from, to, { weight, size: Math.min(4, 0.4 + 0.4 * weight), color: line });
  }
  let pointed: string | null = null;
  const sigma = new Sigma(graph, box, {
    labelColor: { color: dark ? '#eeebe5' : '#1d1b18' },
    labelDensity: 0.6,
    labelRenderedSizeThreshold: 5,
    defaultEdgeColor: line,
    nodeReducer: (id, data) =>
      pointed === null || id === pointed || graph.areNeighbors(id, pointed) ? data : { ...data, label: '', color: line, zIndex: 0 },
    edgeReducer: (edge, data) => (pointed === null || graph.hasExtremity(edge, pointed) ? data : { ...data, hidden: true }),
  });
  sigma.on('enterNode', ({ node }) => {
    pointed = node;
    sigma.refresh();
  });
  sigma.on('leaveNode', () => {
    pointed = null;
    sigma.refresh();
  });
  sigma.on('clickNode', ({ node }) => open(node));

  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: nodes.length > 200 };
  let steps = 0;
  let frame = requestAnimationFrame(function layOut() {
    const until = performance.now() + SLICE_MS;
    while (steps < LAYOUT_STEPS && performance.now() < until) {
      forceAtlas2.assign(graph, { iterations: 1, settings });
      steps++;
    }
    if (steps < LAYOUT_STEPS) frame = requestAnimationFrame(layOut);
  });
  return () => {
    cancelAnimationFrame(frame);
    sigma.kill();
  };
}
