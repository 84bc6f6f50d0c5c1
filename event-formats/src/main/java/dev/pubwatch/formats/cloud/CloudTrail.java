package dev.pubwatch.formats.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import dev.pubwatch.formats.json.Spelling;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code cloudtrail}: AWS CloudTrail, one element of {@code Records} a record.
 *
 * <p>Sign-ins, keys, roles taken by CI, secrets read, packages and images published, and changes to
 * the logs themselves have their own words; any other call is a {@code token:use} by the key that
 * made it, with the call in {@code source_action}. {@code sourceIPAddress} may be the host of an
 * AWS service: there is no address then.
 */
public final class CloudTrail extends JsonFormat {
  private static final String SERVICE_SUFFIX = ".amazonaws.com";

  /** Fields that are read into the event, or say nothing beside it. */
  private static final Set<String> READ =
      Set.of(
          "eventVersion",
          "userIdentity",
          "eventTime",
          "eventSource",
          "eventName",
          "sourceIPAddress",
          "userAgent",
          "eventID",
          "tlsDetails",
          "eventCategory",
          "managementEvent");

  private static final Spelling NAMES =
      new Spelling(
          "eventID",
          "eventName",
          "eventSource",
          "eventTime",
          "eventType",
          "eventVersion",
          "awsRegion",
          "userIdentity",
          "sourceIPAddress",
          "userAgent",
          "errorCode",
          "requestParameters",
          "responseElements",
          "recipientAccountId");

  public CloudTrail() {
    super(
        "cloudtrail",
        "AWS CloudTrail: log files with their Records array, or its records as JSON lines",
        Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(NAMES.restore(record));
    EventTime time = EventTime.of(in, context, "eventTime");
    String service = service(in.requireText("eventSource"));
    String call = service + ":" + in.requireText("eventName");
    String account = account(in);
    String id = in.text("eventID");
    EventDraft out =
        new EventDraft(
                "cloudtrail:" + (id == null ? RecordHash.of(record) : id),
                source(account, context),
                time.at(),
                action(call, in),
                context)
            .sourceAction(call)
            .owner(account);
    CloudTrailIdentity.fill(in, call, out);
    CloudTrailTargets.fill(in, service, account, out);
    origin(in, out);
    out.attribute(EventTime.ATTRIBUTE, time.from()).otherAttributes(in, READ).oddFields(in);
    return Parsed.of(record(out));
  }

  private static SpecificRecord record(EventDraft out) {
    String subject = out.action().substring(0, out.action().indexOf(':'));
    return switch (subject) {
      case "release", "project" -> out.publish();
      case "workflow", "run", "repo", "audit_log", "member" -> out.ciEvent();
      default -> out.token();
    };
  }

  private static String action(String call, JsonFields in) {
    JsonFields request = in.objectOrEmpty("requestParameters");
    boolean failed =
        in.has("errorCode")
            || "Failure".equals(in.objectOrEmpty("responseElements").text("ConsoleLogin"));
    if (CloudTrailActions.isSecureParameterCall(call) && !failed) {
      return Boolean.TRUE.equals(request.flag("withDecryption")) ? "secret:read" : "token:use";
    }
    return CloudTrailActions.map(call, failed);
  }

  /** {@code ecr} of {@code ecr.amazonaws.com}; other hosts as they are. */
  private static String service(String eventSource) {
    return eventSource.endsWith(SERVICE_SUFFIX)
        ? eventSource.substring(0, eventSource.length() - SERVICE_SUFFIX.length())
        : eventSource;
  }

  private static @Nullable String account(JsonFields in) {
    String recipient = in.text("recipientAccountId");
    return recipient != null ? recipient : in.objectOrEmpty("userIdentity").text("accountId");
  }

  private static String source(@Nullable String account, FormatContext context) {
    String given = context.source();
    return account != null ? "cloudtrail:" + account : given != null ? given : "cloudtrail";
  }

  private static void origin(JsonFields in, EventDraft out) {
    String address = in.text("sourceIPAddress");
    String ip = Addresses.canonical(address);
    out.origin().setIp(ip);
    Origins.userAgent(out.origin(), in.text("userAgent"));
    out.attribute("source_host", ip == null ? address : null);
  }
}
