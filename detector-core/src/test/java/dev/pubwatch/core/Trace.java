package dev.pubwatch.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A short story in events, read from a file: a past, then what happens.
 *
 * <pre>
 * # Why this is odd, for a reader.
 * usual project=pkg:npm/a actor=ann
 * 20 x +7d release:publish version=1.0.$
 * fires
 * +700d release:publish version=1.0.20
 * silent
 * +7d release:publish version=1.0.20
 * </pre>
 *
 * <p>A line is a time after the line before ({@code s}, {@code m}, {@code h}, {@code d}), an action
 * and fields. {@code N x} repeats it, {@code $} counting from 0. {@code usual} sets fields for all
 * lines that follow. {@code !name=value} is an attribute; {@code made=-40d} is when the credential
 * was made, counted from the trace's start; {@code at=5d} in place of a time counts from there too.
 * A word alone on its line opens a section; what comes before the first is {@code past}.
 */
public final class Trace {
  private final Map<String, List<Event>> sections = new LinkedHashMap<>();
  private final Map<String, List<List<String>>> words = new LinkedHashMap<>();
  private final Map<String, String> usual = new HashMap<>();
  private final String name;
  private final long startMillis;
  private String section = "past";
  private long nowMillis;
  private long pastEndMillis;
  private int events;

  private Trace(String name, long startMillis) {
    this.name = name;
    this.startMillis = startMillis;
    this.nowMillis = startMillis;
    open("past");
  }

  /** Reads the resource; its events begin at a time. */
  public static Trace read(String resource, long startMillis) {
    Trace trace = new Trace(resource, startMillis);
    try (InputStream in = Trace.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no trace " + resource);
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        trace.take(line.strip());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(resource, e);
    }
    return trace;
  }

  /** The events of a section, in order. */
  public List<Event> events(String sectionName) {
    List<Event> found = sections.get(sectionName);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no section " + sectionName);
    }
    return found;
  }

  /** The words of a section's lines. */
  public List<List<String>> words(String sectionName) {
    return words.getOrDefault(sectionName, List.of());
  }

  /** The names of all sections, in order. */
  public List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  private void take(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    List<String> parts = List.of(line.split("\\s+"));
    if (parts.get(0).equals("usual")) {
      fields(parts.subList(1, parts.size())).forEach(usual::put);
    } else if (parts.size() == 1) {
      open(line);
    } else {
      words.getOrDefault(section, new ArrayList<>()).add(parts);
      boolean repeats = parts.get(1).equals("x");
      int times = repeats ? Integer.parseInt(parts.get(0)) : 1;
      for (int i = 0; i < times; i++) {
        add(parts.subList(repeats ? 2 : 0, parts.size()), String.valueOf(i));
      }
    }
  }

  /** Every section after the past begins where the past ended. */
  private void open(String sectionName) {
    if (section.equals("past")) {
      pastEndMillis = nowMillis;
    }
    nowMillis = pastEndMillis == 0 ? nowMillis : pastEndMillis;
    section = sectionName;
    sections.put(sectionName, new ArrayList<>());
    words.put(sectionName, new ArrayList<>());
  }

  private void add(List<String> parts, String count) {
    String when = parts.get(0);
    nowMillis =
        when.startsWith("at=") ? startMillis + millis(when.substring(3)) : nowMillis + millis(when);
    Map<String, String> fields = new TreeMap<>(usual);
    fields.putAll(fields(parts.subList(2, parts.size())));
    fields.replaceAll((key, value) -> value.replace("$", count));
    events++;
    String id = fields.getOrDefault("id", section + "-" + events);
    events(section).add(event(name + ":" + id, parts.get(1), fields));
  }

  private static Map<String, String> fields(List<String> parts) {
    Map<String, String> fields = new TreeMap<>();
    for (String part : parts) {
      int eq = part.indexOf('=');
      fields.put(part.substring(0, eq), part.substring(eq + 1));
    }
    return fields;
  }

  private static long millis(String text) {
    long n = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> n * 1000;
      case 'm' -> n * 60_000;
      case 'h' -> n * 3_600_000;
      case 'd' -> n * 86_400_000;
      default -> throw new IllegalArgumentException("a time of " + text + ", expected 7d or 30s");
    };
  }

  private Event event(String id, String action, Map<String, String> fields) {
    boolean token = action.startsWith("token:") || action.startsWith("login:");
    boolean publish = action.startsWith("release:") || action.startsWith("owner:");
    EventKind kind = token ? EventKind.TOKEN : publish ? EventKind.PUBLISH : EventKind.CI;
    String source = fields.getOrDefault("source", "test");
    EventBuilder b = Event.builder(id, kind, source, nowMillis, action);
    Map<String, String> attributes = new TreeMap<>();
    fields.forEach(
        (key, value) -> {
          if (key.startsWith("!")) {
            attributes.put(key.substring(1), value);
          } else if (!key.equals("id") && !key.equals("source")) {
            set(b, key, value);
          }
        });
    return b.attributes(attributes).build();
  }

  private void set(EventBuilder b, String key, String value) {
    switch (key) {
      case "project" -> b.project(value);
      case "owner" -> b.owner(value);
      case "version" -> b.version(value);
      case "actor" -> {
        if (!value.equals("-")) {
          b.actorId(value);
        }
      }
      case "credential" -> b.credentialId(value);
      case "credential_kind" -> b.credentialKind(value);
      case "made" -> b.credentialCreatedAtMillis(startMillis + millis(value));
      case "trusted" -> b.credentialKind("trusted_publisher").trustedPublisher(value);
      case "attested" -> b.attested(Boolean.valueOf(value));
      case "install_script" -> b.installScript(Boolean.valueOf(value));
      case "dependencies" -> b.dependencyCount(Integer.parseInt(value));
      case "ip" -> b.ip(value);
      case "asn" -> b.asn(Long.parseLong(value));
      case "country" -> b.country(value);
      case "network" -> b.networkKind(value);
      case "ci_provider" -> b.networkKind("ci").ciProvider(value);
      case "client" -> {
        int at = value.indexOf('@');
        b.client(value.substring(0, at)).clientVersion(value.substring(at + 1));
      }
      case "workflow" -> b.workflow(value);
      case "run" -> b.runId(value);
      case "ref" -> b.ref(value);
      case "commit" -> b.headSha(value);
      case "trigger" -> b.trigger(value);
      case "conclusion" -> b.conclusion(value);
      case "hosts" -> b.egressHosts(List.of(value.split(",")));
      case "secrets" -> b.secretsPassed(List.of(value.split(",")));
      case "content_hash" -> b.contentHash(value);
      case "sends_secrets" -> b.sendsSecrets(Boolean.valueOf(value));
      case "source_action" -> b.sourceAction(value);
      default -> throw new IllegalArgumentException(name + ": no field " + key);
    }
  }
}
