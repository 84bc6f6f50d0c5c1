package dev.pubwatch.job.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdSetTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAHashSet(long seed) {
    Random random = new Random(seed);
    Set<Long> model = new HashSet<>();
    IdSet set = new IdSet();
    for (int i = 0; i < 20_000; i++) {
      long id = random.nextInt(8_000);
      assertEquals(model.add(id), set.add(id * 0x9E3779B97F4A7C15L, id / 3), "id " + id);
    }
    assertEquals(model.size(), set.size());
    assertEquals(2 * model.size(), set.toArray().length);
  }

  @Test
  void aDamagedNumberOfIdsIsRefusedWithoutRoomForThem() {
    byte[] damaged = ByteBuffer.allocate(28).putInt(Integer.MAX_VALUE).array();
    var in = new DataInputStream(new ByteArrayInputStream(damaged));
    assertThrows(EOFException.class, () -> new IdSetCodec().read(1, in));
  }

  @Test
  void zeroIsAnIdLikeAnyOther() {
    IdSet set = new IdSet();
    assertTrue(set.add(0, 0));
    assertFalse(set.add(0, 0));
  }
}
