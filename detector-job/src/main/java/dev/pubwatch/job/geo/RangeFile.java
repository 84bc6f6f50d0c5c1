package dev.pubwatch.job.geo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.job.geo.NetworkRanges.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads published ranges in the providers' own formats: GitHub's meta API, AWS ip-ranges.json,
 * Google's goog.json and cloud.json, Azure's ServiceTags, Fastly's public-ip-list, and lists of a
 * CIDR a line, each followed by kind and provider or all of one network.
 */
public final class RangeFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final int SHOWN = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final @Nullable Network all;
  private final List<Range> ranges = new ArrayList<>();

  private RangeFile(String name, @Nullable Network all) {
    this.name = name;
    this.all = all;
  }

  /**
   * The file as lines of {@code CIDR kind provider}, in its own order.
   *
   * @param all whose ranges a plain list holds, null to go by its lines or its name
   * @throws GeoException naming what is wrong and where
   */
  public static List<String> normalized(Path file, @Nullable Network all) throws GeoException {
    return read(file, all).stream()
        .map(r -> r.cidr() + " " + r.network().kind() + " " + r.network().provider())
        .toList();
  }

  static List<Range> read(Path path, @Nullable Network all) throws GeoException {
    RangeFile file = new RangeFile(path.toString(), all);
    String text = text(path);
    if (text.stripLeading().startsWith("{")) {
      file.json(text);
    } else {
      file.lines(text, all == null ? KnownNetworks.ofFile(path) : all);
    }
    if (file.ranges.isEmpty()) {
      throw new GeoException(path + " holds no address range");
    }
    return file.ranges;
  }

  private static String text(Path path) throws GeoException {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new GeoException(
            path + " must be at most " + (MAX_BYTES >> 20) + " MiB, was " + Files.size(path));
      }
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (GeoException e) {
      throw e;
    } catch (IOException e) {
      throw new GeoException("cannot read " + path + ": " + e, e);
    }
  }

  private void lines(String text, @Nullable Network usual) throws GeoException {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int comment = line.indexOf('#');
      String bare = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!bare.isEmpty()) {
        line(number, bare.split("\\s+", -1), usual);
      }
    }
  }

  private void line(int number, String[] words, @Nullable Network usual) throws GeoException {
    String where = name + " line " + number;
    if (words.length == 1) {
      if (usual == null) {
        throw new GeoException(
            where
                + ": whose range is it? write KIND PROVIDER after it, or name both with the file:"
                + " --ranges KIND:PROVIDER="
                + name);
      }
      add(where, words[0], usual);
    } else if (words.length == 3) {
      add(where, words[0], all != null ? all : network(where, words[1], words[2]));
    } else {
      throw new GeoException(
          where + ": expected CIDR, or CIDR KIND PROVIDER, was " + shown(String.join(" ", words)));
    }
  }

  private static Network network(String where, String kind, String provider) throws GeoException {
    try {
      return new Network(kind, provider);
    } catch (IllegalArgumentException e) {
      throw new GeoException(where + ": " + shown(String.valueOf(e.getMessage())), e);
    }
  }

  private void add(String where, String text, Network network) throws GeoException {
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      throw new GeoException(where + ": expected an address range, was " + shown(text));
    }
    if (ranges.size() == NetworkRanges.MAX_BLOCKS) {
      throw new GeoException(
          name + " must hold at most " + NetworkRanges.MAX_BLOCKS + " ranges, held more");
    }
    ranges.add(new Range(cidr, network));
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
  }

  private void json(String text) throws GeoException {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new GeoException(name + " is no JSON: " + shown(e.getOriginalMessage()), e);
    }
    if (root.path("values").isArray()) {
      azure(root);
    } else if (root.path("prefixes").isArray()) {
      prefixes(root);
    } else if (root.path("addresses").isArray()) {
      fastly(root);
    } else if (root.has("verifiable_password_authentication") || root.has("hooks")) {
      github(root);
    } else {
      throw new GeoException(
          name
              + ": expected the JSON of GitHub's meta API, AWS, Google, Azure or Fastly; none of"
              + " their fields is there");
    }
  }

  private void github(JsonNode root) throws GeoException {
    for (Map.Entry<String, JsonNode> service : root.properties()) {
      boolean addresses = service.getValue().isArray() && !service.getKey().contains("keys");
      for (JsonNode range : addresses ? service.getValue() : JSON.createArrayNode()) {
        add(name, range.asText(), KnownNetworks.github(service.getKey()));
      }
    }
  }

  private void fastly(JsonNode root) throws GeoException {
    for (String field : List.of("addresses", "ipv6_addresses")) {
      for (JsonNode range : root.path(field)) {
        add(name, range.asText(), new Network("hosting", "fastly"));
      }
    }
  }

  /** AWS writes ip_prefix and a service, Google ipv4Prefix and perhaps a service. */
  private void prefixes(JsonNode root) throws GeoException {
    for (String list : List.of("prefixes", "ipv6_prefixes")) {
      for (JsonNode entry : root.path(list)) {
        boolean aws = entry.has("ip_prefix") || entry.has("ipv6_prefix");
        String service = entry.path("service").asText("");
        for (String field : List.of("ip_prefix", "ipv6_prefix", "ipv4Prefix", "ipv6Prefix")) {
          if (entry.has(field)) {
            add(
                name,
                entry.path(field).asText(),
                aws ? KnownNetworks.aws(service) : KnownNetworks.google(service));
          }
        }
      }
    }
  }

  private void azure(JsonNode root) throws GeoException {
    for (JsonNode tag : root.path("values")) {
      String tagName = tag.path("name").asText("").toLowerCase(Locale.ROOT);
      for (JsonNode range : tag.path("properties").path("addressPrefixes")) {
        add(name, range.asText(), KnownNetworks.azure(tagName));
      }
    }
  }
}
