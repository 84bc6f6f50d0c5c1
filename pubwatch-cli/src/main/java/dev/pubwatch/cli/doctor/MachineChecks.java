package dev.pubwatch.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory, disk, open files and clock. */
final class MachineChecks {
  private static final long MIB = 1L << 20;
  private static final long MEMORY_OF_UP = 2048 * MIB;
  private static final long ROOM_WANTED = 2048 * MIB;
  private static final long FILES_WANTED = 4096;

  /** No clock of a machine that runs this can rightly be earlier. */
  private static final Instant WRITTEN = Instant.parse("2026-11-01T00:00:00Z");

  private MachineChecks() {}

  static List<Finding> run(Path dataDir) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return List.of(
        memory(system.getTotalMemorySize()),
        files(system),
        dataDir(dataDir),
        temporary(Path.of(System.getProperty("java.io.tmpdir"))),
        clock(Instant.now()));
  }

  static Finding memory(long bytes) {
    String found = bytes / MIB + " MiB";
    return bytes >= MEMORY_OF_UP
        ? Finding.ok("Memory", found)
        : Finding.problem("Memory", found + "; 'up' needs " + MEMORY_OF_UP / MIB + " MiB");
  }

  private static Finding files(OperatingSystemMXBean system) {
    long limit =
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return limit >= FILES_WANTED
        ? Finding.ok("Open files", "at most " + limit)
        : Finding.note(
            "Open files",
            "at most %d; a broker with much history wants more: ulimit -n %d"
                .formatted(limit, FILES_WANTED));
  }

  static Finding dataDir(Path dataDir) {
    Path existing = nearestExisting(dataDir.toAbsolutePath());
    String missing = existing.equals(dataDir.toAbsolutePath()) ? "" : ", will be created";
    try {
      if (!isWritable(existing)) {
        return Finding.problem(
            "Data folder", dataDir + " cannot be written; choose another with --data or data.dir");
      }
      long room = Files.getFileStore(existing).getUsableSpace();
      String found = dataDir + missing + ", " + room / MIB + " MiB free";
      return room >= ROOM_WANTED
          ? Finding.ok("Data folder", found)
          : Finding.problem(
              "Data folder",
              found + "; at least " + ROOM_WANTED / MIB + " MiB are wanted, free some or move it");
    } catch (IOException e) {
      return Finding.problem("Data folder", dataDir + " cannot be used: " + e.getMessage());
    }
  }

  private static Finding temporary(Path folder) {
    return isWritable(folder)
        ? Finding.ok("Temporary folder", folder.toString())
        : Finding.problem(
            "Temporary folder",
            folder + " cannot be written; set PUBWATCH_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
  }

  static Finding clock(Instant now) {
    return now.isBefore(WRITTEN)
        ? Finding.problem(
            "Clock", now + " is before this was written; set it, or times read live are wrong")
        : Finding.ok("Clock", now.toString());
  }

  /** Tried out: permission bits do not tell of read-only mounts. */
  private static boolean isWritable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".pubwatch-doctor-", ""));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path nearestExisting(Path path) {
    Path candidate = path;
    while (!Files.exists(candidate)) {
      @Nullable Path parent = candidate.getParent();
      if (parent == null) {
        return candidate;
      }
      candidate = parent;
    }
    return candidate;
  }
}
