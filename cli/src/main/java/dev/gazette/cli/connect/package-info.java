/// Calls of services: the only package that knows gRPC channels.
@NullMarked
package dev.gazette.cli.connect;

import org.jspecify.annotations.NullMarked;
