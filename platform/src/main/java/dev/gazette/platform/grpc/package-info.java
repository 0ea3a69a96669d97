/// The chassis of every gRPC server: what each call passes through, and how it is answered.
@NullMarked
package dev.gazette.platform.grpc;

import org.jspecify.annotations.NullMarked;
