/**
 * A Kafka Connect source that reads logs from an object store with S3's API.
 *
 * <p>{@link dev.pubwatch.connect.s3.S3SourceConnector} is the door.
 */
@NullMarked
package dev.pubwatch.connect.s3;

import org.jspecify.annotations.NullMarked;
