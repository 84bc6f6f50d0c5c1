/** Which credentials to revoke, whom to tell, and the registry's endpoint that does it. */
@NullMarked
package dev.pubwatch.cli.revoke;

import org.jspecify.annotations.NullMarked;
