/// A small Gazette that the tests of the command call: real gRPC services over real sockets, which
/// keep what they are told. It holds only as much of the rules as the command's tests read back.
@NullMarked
package dev.gazette.cli.testgazette;

import org.jspecify.annotations.NullMarked;
