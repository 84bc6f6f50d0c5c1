package dev.pubwatch.connect.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Paging by number: a page that is full has another after it. */
final class PageNumbers {
  private PageNumbers() {}

  static @Nullable String next(Reply reply, Page page, int pageSize) {
    if (page.entries().size() < pageSize) {
      return null;
    }
    URI uri = reply.uri();
    String number = Queries.parameter(uri, "page");
    int following = number == null ? 2 : Integer.parseInt(number) + 1;
    return Queries.with(uri, "page", String.valueOf(following)).toString();
  }
}
