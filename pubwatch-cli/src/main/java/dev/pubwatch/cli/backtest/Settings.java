package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Need;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest judges by, beside what a replay needs.
 *
 * @param labels files of labels
 * @param maliciousLabels labels that are to be caught
 * @param campaignField field of a label that names its campaign, null for the default
 * @param fromMillis events before it are not judged
 * @param minHistory as in {@link dev.pubwatch.cli.backtest.measure.Selection}
 * @param actions likewise
 * @param others other detectors' scores
 * @param needs what must be reached
 * @param json where the result goes as JSON, null for nowhere
 */
record Settings(
    List<Path> labels,
    Set<String> maliciousLabels,
    @Nullable String campaignField,
    long fromMillis,
    int minHistory,
    Set<String> actions,
    List<NamedFile> others,
    List<Need> needs,
    @Nullable String json) {}
