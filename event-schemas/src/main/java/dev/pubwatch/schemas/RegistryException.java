package dev.pubwatch.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered, and refused. */
public final class RegistryException extends SerializationException {
  private final int status;
  private final int code;

  RegistryException(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Confluent's error code, such as 40403; the HTTP status where the answer had none. */
  int code() {
    return code;
  }
}
