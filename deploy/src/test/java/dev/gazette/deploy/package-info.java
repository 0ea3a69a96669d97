/// Proofs on the whole product: real processes, real repositories, real kills.
@NullMarked
package dev.gazette.deploy;

import org.jspecify.annotations.NullMarked;
