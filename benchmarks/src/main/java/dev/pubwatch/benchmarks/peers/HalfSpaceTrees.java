package dev.pubwatch.benchmarks.peers;

import java.util.Arrays;
import java.util.Random;

/**
 * Streaming half-space trees, written from the paper (algorithms 1 to 3 and section 4.2).
 *
 * <p>Each tree halves a random dimension of its work space at each node, before any data. A node's
 * mass is how many of the last window's points fell into it; a point's score is the sum over the
 * trees of mass · 2^depth where its path ends, small for anomalies.
 *
 * <p>Tan, Ting, Liu: Fast anomaly detection for streaming data, IJCAI 2011.
 */
final class HalfSpaceTrees {
  /**
   * @param trees how many; the paper's default is 25
   * @param depth of each tree; the paper's default is 15
   * @param window points a window; the paper's default is 250
   */
  record Settings(int trees, int depth, int window) {
    /** Table 1 of the paper. */
    static final Settings PAPER = new Settings(25, 15, 250);
  }

  private final Settings settings;
  private final int dimensions;
  private final Tree[] trees;
  private int seen;
  private boolean hasReference;

  /** One tree as a heap: the children of node i are 2i + 1 and 2i + 2. */
  private static final class Tree {
    private final int[] dimension;
    private final float[] split;
    private final int[] reference;
    private final int[] latest;

    Tree(int depth) {
      int inner = (1 << depth) - 1;
      dimension = new int[inner];
      split = new float[inner];
      reference = new int[2 * inner + 1];
      latest = new int[2 * inner + 1];
    }
  }

  HalfSpaceTrees(Settings settings, int dimensions, long seed) {
    this.settings = settings;
    this.dimensions = dimensions;
    Random random = new Random(seed);
    trees = new Tree[settings.trees()];
    for (int t = 0; t < trees.length; t++) {
      trees[t] = grow(random);
    }
  }

  private Tree grow(Random random) {
    float[] min = new float[dimensions];
    float[] max = new float[dimensions];
    for (int d = 0; d < dimensions; d++) {
      float s = random.nextFloat();
      float reach = 2 * Math.max(s, 1 - s);
      min[d] = s - reach;
      max[d] = s + reach;
    }
    Tree tree = new Tree(settings.depth());
    grow(tree, 0, min, max, random);
    return tree;
  }

  private static void grow(Tree tree, int node, float[] min, float[] max, Random random) {
    if (node >= tree.split.length) {
      return;
    }
    int d = random.nextInt(min.length);
    float low = min[d];
    float high = max[d];
    float middle = (low + high) / 2;
    tree.dimension[node] = d;
    tree.split[node] = middle;
    max[d] = middle;
    grow(tree, 2 * node + 1, min, max, random);
    max[d] = high;
    min[d] = middle;
    grow(tree, 2 * node + 2, min, max, random);
    min[d] = low;
  }

  /**
   * Bits below the largest mass there can be, 0 or more, larger being odder; 0 in the first window.
   */
  double oddness(float[] point) {
    if (!hasReference) {
      return 0;
    }
    double mass = 0;
    for (Tree tree : trees) {
      mass += mass(tree, point);
    }
    double largest = (double) settings.trees() * settings.window() * (1L << settings.depth());
    return Math.max(
        0, (StrictMath.log(largest + 1) - StrictMath.log(mass + 1)) / StrictMath.log(2));
  }

  private double mass(Tree tree, float[] point) {
    double sizeLimit = 0.1 * settings.window();
    int node = 0;
    int depth = 0;
    while (depth < settings.depth() && tree.reference[node] > sizeLimit) {
      node = child(tree, node, point);
      depth++;
    }
    return (double) tree.reference[node] * (1L << depth);
  }

  private static int child(Tree tree, int node, float[] point) {
    return 2 * node + (point[tree.dimension[node]] < tree.split[node] ? 1 : 2);
  }

  /** Adds the point to the current window; a full window becomes the reference. */
  void learn(float[] point) {
    for (Tree tree : trees) {
      int node = 0;
      tree.latest[0]++;
      for (int depth = 0; depth < settings.depth(); depth++) {
        node = child(tree, node, point);
        tree.latest[node]++;
      }
    }
    if (++seen == settings.window()) {
      seen = 0;
      hasReference = true;
      for (Tree tree : trees) {
        System.arraycopy(tree.latest, 0, tree.reference, 0, tree.latest.length);
        Arrays.fill(tree.latest, 0);
      }
    }
  }
}
