package dev.pubwatch.console;

import java.util.List;

/**
 * A table of a {@link ReportPage}.
 *
 * @param caption what it shows
 * @param columns their names and whether they hold numbers
 * @param rows cells in the columns' order
 */
public record ReportTable(String caption, List<Column> columns, List<List<String>> rows) {
  /** A column; numbers stand at the right. */
  public record Column(String name, boolean isNumber) {
    public static Column text(String name) {
      return new Column(name, false);
    }

    public static Column number(String name) {
      return new Column(name, true);
    }
  }

  public ReportTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  void write(Html html) {
    html.markup("<div class=\"wide\"><table>\n<caption>").text(caption).markup("</caption>\n");
    html.markup("<thead><tr>");
    columns.forEach(
        column ->
            html.markup("<th scope=\"col\"" + cssClass(column)).text(column.name).markup("</th>"));
    html.markup("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> row(html, row));
    html.markup("</tbody>\n</table></div>\n");
  }

  private void row(Html html, List<String> cells) {
    html.markup("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      html.markup("<td" + cssClass(columns.get(i))).text(cells.get(i)).markup("</td>");
    }
    html.markup("</tr>\n");
  }

  private static String cssClass(Column column) {
    return column.isNumber ? " class=\"number\">" : ">";
  }
}
