package dev.pubwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.terminal.FakeTerminal;
import dev.pubwatch.formats.Formats;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments in, exit code and one line out. */
class UsageTest {
  private final FakeTerminal fake = FakeTerminal.piped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repaly x | unknown command repaly, did you mean replay?",
        "banana | unknown command banana",
        "help banana | unknown command banana",
        "--verson | unknown option --verson",
        "formats x | formats: unexpected argument x",
        "doctor --dta x | doctor: unknown option --dta, did you mean --data?",
        "replay | replay: nothing to read, give --format F PATH or --input F:PATH",
        "replay --alert=x | replay: unknown option --alert, did you mean --alerts?",
        "replay --alerts | replay: --alerts needs a value",
        "replay x | replay: PATH needs --format F before it, or write F:PATH",
        "replay --format npm-publish-log | replay: --format needs at least one PATH",
        "replay --format npm-publsh-log x |"
            + " replay: unknown format npm-publsh-log, did you mean npm-publish-log?"
            + " ('./pubwatch formats' lists all)",
        "replay --input npm-publish-log | replay: --input must be F:PATH, was npm-publish-log",
        "replay --format pubwatch - - | replay: stdin can only be read once",
        "replay --format pubwatch x --alerts - --scores - |"
            + " replay: --alerts and --scores cannot both go to -",
        "replay --format pubwatch x --alerts a --scores ./a |"
            + " replay: --alerts and --scores cannot both go to ./a",
        "replay --format pubwatch pom.xml --alerts ./pom.xml |"
            + " replay: --alerts would overwrite the input pom.xml",
        "replay --format pubwatch x --since yesterday |"
            + " replay: --since must be a time such as 2018-01-01T00:00:00Z or a day such as"
            + " 2018-01-01, was yesterday",
        "replay --format pubwatch x --since 2020-01-02 --until 2020-01-02 |"
            + " replay: --since must be before --until",
        "replay --format pubwatch x --state-out - | replay: --state-out must be a file",
        "replay --format pubwatch x --alerts ./pom.xml --state-in pom.xml |"
            + " replay: --alerts would overwrite the input pom.xml",
        "simulate |" + " simulate: SCENARIO is missing, './pubwatch simulate --list' lists all",
        "simulate chalk-debg --out x | simulate: unknown scenario chalk-debg, did you mean"
            + " chalk-debug? ('./pubwatch simulate --list' lists all)",
        "simulate chalk-debug | simulate: --out is missing",
        "simulate chalk-debug --out x --scale 0 |"
            + " simulate: --scale must be above 0 and up to 2000, was 0.0",
        "explain | explain: ALERT_ID is missing",
        "explain x --alerts a --data d | explain: give --alerts or --data, not both",
        "revocations --alerts a --data d | revocations: give --alerts or --data, not both",
        "revocations --verdicts v | revocations: --verdicts goes with --alerts",
        "revocations --alerts a --yes | revocations: --yes goes with --post",
        "revocations --alerts a --csv - --json - |"
            + " revocations: --csv and --json cannot both go to -",
        "baseline | baseline: give a PROJECT, --credential ID or --actor ID",
        "baseline x --state a --data d | baseline: give --state or --data, not both",
        "backtest --format pubwatch x | backtest: --labels is missing",
        "backtest --labels l | backtest: nothing to read, give --format F PATH or --input F:PATH",
        "backtest --labels l --format pubwatch x --lables m |"
            + " backtest: unknown option --lables, did you mean --labels?",
        "backtest --labels l --format pubwatch x --min-history -1 |"
            + " backtest: --min-history must be 0 or more, was -1",
        "backtest --labels l --format pubwatch x --scores-of other |"
            + " backtest: --scores-of must be NAME=FILE, was other",
        "backtest --labels l --format pubwatch x --scores-of pubwatch=s |"
            + " backtest: --scores-of pubwatch: the name is taken",
        "backtest --labels l --format pubwatch x --need auc>0.9 | backtest: --need must be"
            + " recall@SHARE>=X, campaigns@SHARE>=N, auc>=X, alerts-per-day<=X or"
            + " false-alerts-per-day<=X, was auc>0.9",
        "backtest --labels pom.xml --format pubwatch x --json ./pom.xml |"
            + " backtest: --json would overwrite the input pom.xml",
        "backtest --labels l --format pubwatch - --compare other.yaml |"
            + " backtest: --compare reads its input twice, which stdin cannot be",
        "replay --format pubwatch x --fail-on bad |"
            + " replay: --fail-on must be one of info, low, medium, high, critical, was bad",
      })
  void wrongUsageIsOneLineAndTwo(String arguments, String complaint) {
    assertEquals(ExitCodes.USAGE, run(arguments.split(" ")));
    assertEquals("", fake.out());
    assertTrue(fake.err().startsWith("pubwatch: " + complaint + "; './pubwatch help"), fake.err());
    assertEquals(fake.err().length() - 1, fake.err().indexOf('\n'));
  }

  @Test
  void nothingAtAllIsWrongUsage() {
    assertEquals(ExitCodes.USAGE, run());
    assertTrue(fake.err().startsWith("pubwatch: a command is missing"), fake.err());
  }

  @Test
  void anArgumentCannotWriteToTheTerminal() {
    run("\u001b[2Jx\nroot: all is well");
    assertFalse(fake.err().contains("\u001b"), fake.err());
    assertEquals(fake.err().length() - 1, fake.err().indexOf('\n'));
  }

  @Test
  void helpListsWhatThereIs() {
    assertEquals(ExitCodes.DONE, run("help"));
    assertTrue(fake.out().contains("  replay "), fake.out());
    assertEquals("", fake.err());
  }

  @Test
  void helpOfACommandIsTheSameHoweverAsked() {
    assertEquals(ExitCodes.DONE, run("help", "replay"));
    String asked = fake.out();
    FakeTerminal other = FakeTerminal.piped();
    assertEquals(ExitCodes.DONE, Main.run(other.terminal(), Map.of(), "replay", "--help"));
    assertEquals(asked, other.out());
    assertTrue(asked.contains("--warm-up=T"), asked);
  }

  @Test
  void helpOfASubcommandIsFoundUnderTheNameThatFaultsTell() {
    assertEquals(ExitCodes.USAGE, run("formats", "check"));
    assertTrue(fake.err().contains("'./pubwatch help formats check'"), fake.err());
    assertEquals(ExitCodes.DONE, run("help", "formats", "check"));
    assertTrue(fake.out().contains("--format"), fake.out());
  }

  @Test
  void colourOnlyWhereAPersonReads() {
    FakeTerminal interactive = FakeTerminal.interactive();
    Main.run(interactive.terminal(), Map.of(), "help");
    run("help");
    assertTrue(interactive.out().contains("\u001b["), interactive.out());
    assertFalse(fake.out().contains("\u001b["), fake.out());
  }

  @Test
  void formatsNamesEveryFormat() {
    assertEquals(ExitCodes.DONE, run("formats"));
    Formats.names().forEach(name -> assertTrue(fake.out().contains("\n" + name + " "), name));
  }

  @Test
  void aBadConfigurationFailsWithEveryFault() {
    assertEquals(
        ExitCodes.FAILED, run("replay", "--format", "pubwatch", "x", "--config", "/nonexistent"));
    assertEquals("pubwatch: /nonexistent: no such file\n", fake.err());
  }

  private int run(String... arguments) {
    return Main.run(fake.terminal(), Map.of(), arguments);
  }
}
