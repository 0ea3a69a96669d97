/// The verbs of the machine's own Gazette: it is built, started, looked after and ended here.
@NullMarked
package dev.gazette.cli.home;

import org.jspecify.annotations.NullMarked;
