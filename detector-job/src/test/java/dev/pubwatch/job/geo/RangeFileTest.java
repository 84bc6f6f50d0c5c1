package dev.pubwatch.job.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Excerpts in the shape that each provider publishes, with made-up ranges. */
class RangeFileTest {
  @TempDir Path folder;

  private List<String> read(String name, String text) throws IOException {
    return RangeFile.normalized(Files.writeString(folder.resolve(name), text), null);
  }

  private String fault(String name, String text) {
    return String.valueOf(assertThrows(GeoException.class, () -> read(name, text)).getMessage())
        .replace(folder + "/", "");
  }

  @Test
  void githubsMeta() throws IOException {
    String text =
        """
        {"verifiable_password_authentication": false,
         "ssh_key_fingerprints": {"SHA256_RSA": "x"}, "ssh_keys": ["ssh-rsa AAAA"],
         "hooks": ["5.1.0.0/22"], "actions": ["5.2.0.0/16", "2a01:1::/32"],
         "dependabot": ["5.3.0.1/32"], "domains": {"website": ["*.example.org"]}}
        """;
    assertEquals(
        List.of(
            "5.1.0.0/22 hosting github",
            "5.2.0.0/16 ci github-actions",
            "2a01:1:0:0:0:0:0:0/32 ci github-actions",
            "5.3.0.1/32 ci dependabot"),
        read("meta.json", text));
  }

  @Test
  void aws() throws IOException {
    String text =
        """
        {"syncToken": "1", "prefixes": [
          {"ip_prefix": "5.4.0.0/15", "region": "x", "service": "EC2"},
          {"ip_prefix": "5.4.1.0/29", "region": "x", "service": "CODEBUILD"}],
         "ipv6_prefixes": [{"ipv6_prefix": "2a02::/40", "service": "AMAZON"}]}
        """;
    assertEquals(
        List.of(
            "5.4.0.0/15 hosting aws",
            "5.4.1.0/29 ci aws-codebuild",
            "2a02:0:0:0:0:0:0:0/40 hosting aws"),
        read("ip-ranges.json", text));
  }

  @Test
  void googleAndItsCloud() throws IOException {
    assertEquals(
        List.of("5.8.0.0/16 hosting google-cloud"),
        read(
            "cloud.json",
            "{\"prefixes\": [{\"ipv4Prefix\": \"5.8.0.0/16\", \"service\": \"Google Cloud\"}]}"));
    assertEquals(
        List.of("2a03:0:0:0:0:0:0:0/32 hosting google"),
        read("goog.json", "{\"prefixes\": [{\"ipv6Prefix\": \"2a03::/32\"}]}"));
  }

  @Test
  void azureAndFastly() throws IOException {
    String tags =
        """
        {"values": [
          {"name": "AzureCloud", "properties": {"addressPrefixes": ["5.9.0.0/16"]}},
          {"name": "AzureDevOps", "properties": {"addressPrefixes": ["5.9.1.0/24"]}}]}
        """;
    assertEquals(
        List.of("5.9.0.0/16 hosting azure", "5.9.1.0/24 ci azure-pipelines"),
        read("ServiceTags_Public.json", tags));
    assertEquals(
        List.of(
            "5.10.0.0/20 hosting fastly",
            "2a04::/32 hosting fastly".replace("2a04::", "2a04:0:0:0:0:0:0:0")),
        read(
            "fastly.json",
            "{\"addresses\": [\"5.10.0.0/20\"], \"ipv6_addresses\": [\"2a04::/32\"]}"));
  }

  @Test
  void plainLists() throws IOException {
    assertEquals(
        List.of("5.11.0.0/20 hosting cloudflare"), read("ips-v4.txt", "# a list\n\n5.11.0.0/20\n"));
    assertEquals(List.of("5.12.0.7/32 vpn somevpn"), read("somevpn.ipv4.txt", "5.12.0.7\n"));
    assertEquals(
        List.of("5.13.0.0/24 ci jenkins"), read("mine.txt", "5.13.0.99/24 ci jenkins\r\n"));
    Path file = Files.writeString(folder.resolve("any.txt"), "5.14.0.0/24\n");
    assertEquals(
        List.of("5.14.0.0/24 mobile cell"),
        RangeFile.normalized(file, new Network("mobile", "cell")));
  }

  @Test
  void faultsNameFileLineAndWhatCame() {
    assertEquals(
        "any.txt line 2: whose range is it? write KIND PROVIDER after it, or name both with the"
            + " file: --ranges KIND:PROVIDER=any.txt",
        fault("any.txt", "\n5.6.0.0/16\n"));
    assertEquals(
        "tor.txt line 1: expected an address range, was example.org",
        fault("tor.txt", "example.org"));
    assertEquals(
        "tor.txt line 1: expected an address range, was 5.6.0.0/33",
        fault("tor.txt", "5.6.0.0/33"));
    assertEquals(
        "a.txt line 1: kind must be one of ci, tor, vpn, mobile, hosting, isp, was cloud",
        fault("a.txt", "5.6.0.0/16 cloud x"));
    assertEquals("a.txt holds no address range", fault("a.txt", "# nothing"));
    assertEquals(
        "a.json: expected the JSON of GitHub's meta API, AWS, Google, Azure or Fastly; none of"
            + " their fields is there",
        fault("a.json", "{}"));
  }
}
