package dev.pubwatch.cli.simulate.world;

/** Who acts next: a binary heap of moments by number, twelve bytes an entry. */
final class Agenda {
  private final long[] millis;
  private final int[] numbers;
  private int size;

  Agenda(int capacity) {
    millis = new long[capacity];
    numbers = new int[capacity];
  }

  boolean isEmpty() {
    return size == 0;
  }

  long firstMillis() {
    return millis[0];
  }

  void add(long at, int number) {
    int i = size++;
    while (i > 0 && isBefore(at, number, (i - 1) / 2)) {
      move((i - 1) / 2, i);
      i = (i - 1) / 2;
    }
    set(i, at, number);
  }

  /** The first one's number; ties go to the lower. */
  int remove() {
    int first = numbers[0];
    size--;
    long at = millis[size];
    int number = numbers[size];
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && isBefore(millis[child + 1], numbers[child + 1], child)) {
        child++;
      }
      if (!isBefore(millis[child], numbers[child], at, number)) {
        break;
      }
      move(child, i);
      i = child;
    }
    set(i, at, number);
    return first;
  }

  private boolean isBefore(long at, int number, int other) {
    return isBefore(at, number, millis[other], numbers[other]);
  }

  private static boolean isBefore(long at, int number, long otherAt, int otherNumber) {
    return at < otherAt || (at == otherAt && number < otherNumber);
  }

  private void move(int from, int to) {
    set(to, millis[from], numbers[from]);
  }

  private void set(int i, long at, int number) {
    millis[i] = at;
    numbers[i] = number;
  }
}
