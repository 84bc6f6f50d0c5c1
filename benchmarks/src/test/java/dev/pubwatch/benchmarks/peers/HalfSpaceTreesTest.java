package dev.pubwatch.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfSpaceTreesTest {
  private static final HalfSpaceTrees.Settings SMALL = new HalfSpaceTrees.Settings(25, 8, 50);

  private static HalfSpaceTrees taught(int points, long seed) {
    HalfSpaceTrees trees = new HalfSpaceTrees(SMALL, 2, seed);
    Random random = new Random(7);
    for (int i = 0; i < points; i++) {
      trees.learn(new float[] {0.1f + 0.05f * random.nextFloat(), 0.1f});
    }
    return trees;
  }

  @Test
  void theFirstWindowHasNothingToCompareWith() {
    assertEquals(0, taught(49, 1).oddness(new float[] {1, 1}));
  }

  @Test
  void aPointFarFromTheLastWindowIsOdderThanOneInsideIt() {
    HalfSpaceTrees trees = taught(50, 1);
    assertTrue(trees.oddness(new float[] {0.95f, 0.9f}) > trees.oddness(new float[] {0.12f, 0.1f}));
  }

  @Test
  void onlyTheLastFullWindowCounts() {
    HalfSpaceTrees trees = taught(50, 1);
    double before = trees.oddness(new float[] {0.95f, 0.9f});
    for (int i = 0; i < 50; i++) {
      trees.learn(new float[] {0.95f, 0.9f});
    }
    assertTrue(trees.oddness(new float[] {0.95f, 0.9f}) < before);
  }

  @Test
  void theSameSeedGivesTheSameScores() {
    float[] point = {0.3f, 0.8f};
    assertEquals(taught(200, 3).oddness(point), taught(200, 3).oddness(point));
  }
}
