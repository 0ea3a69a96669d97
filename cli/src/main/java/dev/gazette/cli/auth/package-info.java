/// The verbs of `gazette auth`: tokens, audit, recovery, contexts.
@NullMarked
package dev.gazette.cli.auth;

import org.jspecify.annotations.NullMarked;
