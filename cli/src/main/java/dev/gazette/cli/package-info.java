/// The `gazette` command: parses, calls gRPC, prints. Holds no rule of the services it calls.
@NullMarked
package dev.gazette.cli;

import org.jspecify.annotations.NullMarked;
