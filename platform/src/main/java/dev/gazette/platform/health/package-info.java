/// Whether a service lives and is ready, over HTTP and gRPC alike.
@NullMarked
package dev.gazette.platform.health;

import org.jspecify.annotations.NullMarked;
