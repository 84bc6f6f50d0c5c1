package dev.pubwatch.job.live;

import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Reject;
import dev.pubwatch.job.types.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Events on, rejects aside and counted. */
final class RejectsApart extends ProcessFunction<Decoded, Observation> {
  private static final long serialVersionUID = 1;

  static final OutputTag<Reject> REJECTS = new OutputTag<>("rejects", Types.REJECT);

  private transient Counter rejected;

  @SuppressWarnings("NullAway.Init") // set in open
  RejectsApart() {}

  @Override
  public void open(OpenContext context) {
    rejected = getRuntimeContext().getMetricGroup().counter("rejected");
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<Observation> out) {
    Observation observation = decoded.observation();
    Reject reject = decoded.reject();
    if (observation != null) {
      out.collect(observation);
    } else if (reject != null) {
      rejected.inc();
      context.output(REJECTS, reject);
    }
  }
}
