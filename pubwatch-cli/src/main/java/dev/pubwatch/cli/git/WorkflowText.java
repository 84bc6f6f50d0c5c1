package dev.pubwatch.cli.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a workflow file says, read line by line and without its YAML being understood: a file that
 * CI would refuse is read as well as any. Lines that are comments are left out; what follows a
 * {@code #} in a line is read, since it may be within quotes.
 *
 * @param secretRefs how often a secret is named, GitHub's {@code ${{ secrets.X }}}
 * @param hosts hosts of http and https addresses, lower case
 * @param sendsSecrets whether a command that speaks HTTP is given a secret, by itself or by a
 *     variable that holds one
 * @param unpinnedActions actions of others that are used at a branch or tag rather than a commit
 */
record WorkflowText(int secretRefs, Set<String> hosts, boolean sendsSecrets, int unpinnedActions) {
  /** What no file says. */
  static final WorkflowText NONE = new WorkflowText(0, Set.of(), false, 0);

  private static final Pattern SECRET = Pattern.compile("\\$\\{\\{[^}]{0,200}\\bsecrets\\b");
  private static final Pattern HOST =
      Pattern.compile("https?://(?:[^/\\s@'\"$]{1,100}@)?([A-Za-z0-9][A-Za-z0-9.-]{1,252})");
  private static final Pattern VARIABLE =
      Pattern.compile("^[\\s-]{0,200}([A-Za-z_][A-Za-z0-9_]{0,100})\\s{0,10}[:=]");
  private static final Pattern CLIENT =
      Pattern.compile(
          "\\b(?:curl|wget|nc|ncat|socat|httpie|xh|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\\b"
              + "|\\b(?:requests|axios|urllib|http\\.client)\\b|\\bfetch\\(");
  private static final Pattern USES =
      Pattern.compile("^[\\s-]{0,200}uses\\s{0,10}:\\s{0,10}['\"]?([^\\s'\"#]{1,300})");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** Most hosts of a file that are kept. */
  private static final int MAX_HOSTS = 200;

  /** Reads the text of a file. */
  static WorkflowText of(String text) {
    List<String> commands = commands(text);
    Set<String> holders = new TreeSet<>();
    Set<String> hosts = new TreeSet<>();
    int secrets = 0;
    int unpinned = 0;
    for (String command : commands) {
      int here = count(SECRET, command);
      secrets += here;
      Matcher variable = VARIABLE.matcher(command);
      if (here > 0 && variable.find()) {
        holders.add(variable.group(1));
      }
      addHosts(command, hosts);
      unpinned += isUnpinned(command) ? 1 : 0;
    }
    boolean sends = commands.stream().anyMatch(command -> sends(command, holders));
    return new WorkflowText(secrets, hosts, sends, unpinned);
  }

  /** Both files. */
  WorkflowText and(WorkflowText other) {
    Set<String> both = new TreeSet<>(hosts);
    both.addAll(other.hosts);
    return new WorkflowText(
        secretRefs + other.secretRefs,
        both,
        sendsSecrets || other.sendsSecrets,
        unpinnedActions + other.unpinnedActions);
  }

  /** Lines without comments; one that a backslash continues is one command with the next. */
  private static List<String> commands(String text) {
    List<String> commands = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : text.lines().toList()) {
      String code = withoutComment(line);
      boolean continued = code.stripTrailing().endsWith("\\");
      open.append(code);
      if (!continued) {
        commands.add(open.toString());
        open.setLength(0);
      }
    }
    commands.add(open.toString());
    return commands;
  }

  private static String withoutComment(String line) {
    return line.stripLeading().startsWith("#") ? "" : line;
  }

  private static int count(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static void addHosts(String command, Set<String> hosts) {
    Matcher host = HOST.matcher(command);
    while (hosts.size() < MAX_HOSTS && host.find()) {
      String name = host.group(1).toLowerCase(Locale.ROOT);
      while (name.endsWith(".") || name.endsWith("-")) {
        name = name.substring(0, name.length() - 1);
      }
      hosts.add(name);
    }
  }

  private static boolean sends(String command, Set<String> holders) {
    if (!CLIENT.matcher(command).find()) {
      return false;
    }
    return SECRET.matcher(command).find()
        || holders.stream()
            .anyMatch(name -> command.contains("$" + name) || command.contains("${" + name));
  }

  /** Actions of the same repository move with it, images have digests of their own kind. */
  private static boolean isUnpinned(String command) {
    Matcher uses = USES.matcher(command);
    if (!uses.find()) {
      return false;
    }
    String action = uses.group(1);
    if (action.startsWith("./")) {
      return false;
    }
    if (action.startsWith("docker://")) {
      return !action.contains("@sha256:");
    }
    return !COMMIT.matcher(action.substring(action.lastIndexOf('@') + 1)).matches();
  }
}
