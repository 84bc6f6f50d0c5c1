package dev.pubwatch.cli.registry;

/** An answer other than 200, with Confluent's error codes. */
final class ApiException extends RuntimeException {
  private final int status;
  private final int code;

  private ApiException(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** A plain HTTP error. */
  static ApiException http(int status, String message) {
    return new ApiException(status, status, message);
  }

  static ApiException subjectNotFound(String subject) {
    return new ApiException(404, 40401, "Subject '" + subject + "' not found.");
  }

  static ApiException versionNotFound(Object version) {
    return new ApiException(404, 40402, "Version " + version + " not found.");
  }

  static ApiException schemaNotFound() {
    return new ApiException(404, 40403, "Schema not found");
  }

  static ApiException schemaNotFound(int id) {
    return new ApiException(404, 40403, "Schema " + id + " not found");
  }

  static ApiException softDeleted(String subject) {
    return new ApiException(
        404,
        40404,
        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
  }

  static ApiException notSoftDeleted(String subject) {
    return new ApiException(
        404,
        40405,
        "Subject '" + subject + "' was not deleted first before being permanently deleted");
  }

  static ApiException softDeleted(String subject, int version) {
    return new ApiException(
        404,
        40406,
        "Subject '%s' Version %d was soft deleted. Set permanent=true to delete permanently"
            .formatted(subject, version));
  }

  static ApiException notSoftDeleted(String subject, int version) {
    return new ApiException(
        404,
        40407,
        "Subject '%s' Version %d was not deleted first before being permanently deleted"
            .formatted(subject, version));
  }

  static ApiException noLevel(String subject) {
    return new ApiException(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static ApiException noMode(String subject) {
    return new ApiException(
        404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
  }

  static ApiException incompatible(String subject, Object details) {
    return new ApiException(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
            .formatted(subject, details));
  }

  static ApiException invalidSchema(String message) {
    return new ApiException(422, 42201, message);
  }

  static ApiException invalidVersion(String version) {
    return new ApiException(
        422,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  static ApiException invalidLevel(String level) {
    return new ApiException(
        422,
        42203,
        "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive; was '%s'"
            .formatted(level));
  }

  /** The log could not be written or read. */
  static ApiException store(Exception cause) {
    Throwable reason = cause.getCause() == null ? cause : cause.getCause();
    ApiException error =
        new ApiException(500, 50001, "Error in the backend datastore: " + reason.getMessage());
    error.initCause(cause);
    return error;
  }
}
