package dev.pubwatch.cli.stack;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/**
 * Ctrl-C and SIGTERM: the first asks for a clean stop, the second ends the process at once with
 * {@value #FORCED}.
 *
 * <p>A shutdown hook could not do it: the JVM ignores further signals while hooks run, and ends
 * with 130 whatever they do. {@code sun.misc.Signal} can, and is part of the JDK's supported
 * unsupported module, but javac warns of it with no way to say that it is meant; so it is reached
 * by name. Where it is missing the JVM's own handling stays.
 */
final class StopSignals {
  /** Exit code of a process that was told twice. */
  static final int FORCED = 130;

  private final CompletableFuture<Void> requested = new CompletableFuture<>();

  private StopSignals() {}

  /** Takes over the signals for the rest of the process's life. */
  static StopSignals install() {
    StopSignals signals = new StopSignals();
    signals.handle("INT");
    signals.handle("TERM");
    return signals;
  }

  /** Completes when a stop is asked for. */
  CompletableFuture<Void> requested() {
    return requested;
  }

  /** What each signal does. */
  void signalled() {
    if (!requested.complete(null)) {
      Runtime.getRuntime().halt(FORCED);
    }
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, args) ->
              switch (method.getName()) {
                case "handle" -> {
                  signalled();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> args != null && args.length == 1 && proxy == args[0];
                default -> "pubwatch's stop signal";
              };
      Object ours =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(), new Class<?>[] {handler}, calls);
      Object which = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, which, ours);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // Not this JVM, or -Xrs: its own handling stays.
    }
  }
}
