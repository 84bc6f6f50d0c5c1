package dev.pubwatch.notify.email;

/** How the connection is kept private. */
enum Security {
  /** TLS from the first command on that allows it; without it nothing is sent. */
  STARTTLS,
  /** TLS from the first byte. */
  TLS,
  /** In the clear: to loopback only. */
  NONE
}
