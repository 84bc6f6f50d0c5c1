package dev.pubwatch.gateway;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged at INFO and above, with its stack traces. */
public final class LogCapture extends AbstractAppender implements AutoCloseable {
  private final StringBuilder text = new StringBuilder();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level before = root.getLevel();

  public LogCapture() {
    super("capture", null, null, true, Property.EMPTY_ARRAY);
    start();
    root.addAppender(this, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  @Override
  public synchronized void append(LogEvent event) {
    text.append(event.getMessage().getFormattedMessage()).append('\n');
    for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
      text.append(t).append('\n');
    }
  }

  public synchronized String text() {
    return text.toString();
  }

  @Override
  public void close() {
    root.removeAppender(getName());
    root.setLevel(before);
    context.updateLoggers();
    stop();
  }
}
