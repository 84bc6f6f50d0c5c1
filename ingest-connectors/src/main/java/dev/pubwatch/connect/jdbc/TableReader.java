package dev.pubwatch.connect.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are next, so that none is passed over.
 *
 * <p>A row's id is taken before it is committed, so a row may appear below one that was read. A
 * transaction that takes a number holds a lock on the sequence until it ends, and one that inserts
 * holds a lock on the table. So: remember the last row that is committed now, and after that which
 * transactions hold such locks; once all of these have ended, every id up to that row is in the
 * table or never will be. Ids that follow each other without a gap need not wait. A horizon of
 * transaction ids ({@code pg_snapshot_xmin}) would not do: {@code nextval} takes a number without
 * taking a transaction id.
 */
final class TableReader {
  private final RegistryTable table;
  private final Map<String, String> partition;
  private final int limit;
  private long through;
  private long begun;
  private long delivered;
  private @Nullable Mark mark;

  /**
   * What is waited for.
   *
   * @param upTo last row that was committed
   * @param writers those that had not ended since
   */
  private record Mark(long upTo, Set<Writer> writers, Instant since) {}

  /**
   * Resumes.
   *
   * @param startId rows after it are read where nothing was read before
   */
  TableReader(
      RegistryTable table,
      Map<String, String> partition,
      int limit,
      long startId,
      @Nullable Map<String, ?> offset) {
    this.table = table;
    this.partition = partition;
    this.limit = limit;
    this.through = RowOffsets.number(offset, RowOffsets.ID, startId);
    this.begun = RowOffsets.number(offset, RowOffsets.ROW, 0);
    this.delivered = RowOffsets.number(offset, RowOffsets.EVENTS, 0);
  }

  RegistryTable table() {
    return table;
  }

  Map<String, String> partition() {
    return partition;
  }

  /** Every row up to this one was delivered. */
  long through() {
    return through;
  }

  /** Since when rows wait for transactions to end; null when none do. */
  @Nullable Instant waitingSince() {
    return mark == null ? null : mark.since();
  }

  /** The transactions that rows wait for. */
  Set<Writer> waitingFor() {
    return mark == null ? Set.of() : mark.writers();
  }

  /** Rows that can be delivered now, in their order, perhaps none. */
  List<TableRow> next(Database database, Instant now) throws SQLException {
    Mark at = mark(database, now);
    if (at == null) {
      return List.of();
    }
    List<TableRow> rows = database.rows(table, through, at.upTo(), limit);
    if (!at.writers().isEmpty()) {
      return withoutGap(rows);
    }
    if (rows.isEmpty()) {
      through = at.upTo();
    }
    return rows;
  }

  private List<TableRow> withoutGap(List<TableRow> rows) {
    int count = 0;
    while (count < rows.size() && rows.get(count).id() == through + 1 + count) {
      count++;
    }
    return rows.subList(0, count);
  }

  private @Nullable Mark mark(Database database, Instant now) throws SQLException {
    Mark old = mark;
    if (old == null || old.upTo() <= through) {
      Long upTo = database.lastOfNext(table, through, limit);
      old = upTo == null ? null : new Mark(upTo, database.writers(table), now);
    } else if (!old.writers().isEmpty()) {
      Set<Writer> left = new HashSet<>(old.writers());
      left.retainAll(database.writers(table));
      old = new Mark(old.upTo(), left, old.since());
    }
    mark = old;
    return old;
  }

  /** Whether an event of a row was delivered before a restart. */
  boolean wasDelivered(TableRow row, long event) {
    return row.id() == begun && event < delivered;
  }

  /** The offset once an event of a row was delivered. */
  Map<String, Object> offset(TableRow row, long event, boolean last) {
    Map<String, Object> offset = new TreeMap<>();
    offset.put(RowOffsets.ID, last ? row.id() : through);
    if (!last) {
      offset.put(RowOffsets.ROW, row.id());
      offset.put(RowOffsets.EVENTS, event + 1);
    }
    return offset;
  }

  /** All events of a row are under way. */
  void finish(TableRow row) {
    through = row.id();
  }

  /** Forgets what was waited for, since another connection may see another server. */
  void forget() {
    mark = null;
  }
}
