package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.JsonTree;
import java.util.regex.Pattern;

/**
 * {@code artifactory-log}: Artifactory's logs, told apart line by line: {@code
 * artifactory-request.log}, {@code artifactory-access.log}, {@code access-security-audit.log},
 * {@code router-request.log}, and its webhooks, one a line, bare or in an envelope.
 *
 * <p>The logs overlap: a deployment is in the request log with its client and in the access log. A
 * file is told where it was deployed by the access log and the webhooks, so that the request log
 * gives what those lack: who used which address and client, as {@code token:use}.
 */
public final class ArtifactoryLog implements Format {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.{8,32}");

  @Override
  public String name() {
    return "artifactory-log";
  }

  @Override
  public String description() {
    return "Artifactory: request, access, security-audit and router logs, and webhooks, a line each";
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public Parsed parse(byte[] raw, FormatContext context) {
    try {
      String line = JsonTree.text(raw).strip();
      return line.startsWith("{") ? json(JsonTree.readObject(line), context) : text(line, context);
    } catch (MalformedException e) {
      return new Parsed.Reject(e.reason());
    }
  }

  private static Parsed json(ObjectNode record, FormatContext context) throws MalformedException {
    return record.hasNonNull("RequestMethod") || record.hasNonNull("ClientAddr")
        ? ArtifactoryRequests.ofRouter(record, context)
        : ArtifactoryHooks.map(Delivery.of(record), context);
  }

  private static Parsed text(String line, FormatContext context) throws MalformedException {
    if (line.indexOf('\n') < 0 && line.contains("|")) {
      String[] fields = line.split("\\|", -1);
      if (fields.length > 11) {
        // The last field is the client's own words, which may hold a bar.
        fields = line.split("\\|", 11);
      }
      if (fields.length == 11 && TIME.matcher(fields[0]).matches()) {
        return ArtifactoryRequests.ofLine(fields, context);
      }
      if (fields.length == 9 && TIME.matcher(fields[0]).matches()) {
        return ArtifactoryAccess.security(fields, context);
      }
      throw new MalformedException(
          "expected 11 fields of a request log or 9 of a security audit log, separated by | and the"
              + " first a time, had "
              + fields.length);
    }
    return ArtifactoryAccess.ofLine(line, context);
  }
}
