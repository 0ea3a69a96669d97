/// The verbs that speak with models: `ask`, `model`, `usage`.
@NullMarked
package dev.gazette.cli.ask;

import org.jspecify.annotations.NullMarked;
