/// What was asked of models, by whom, at what cost: one row per request.
@NullMarked
package dev.gazette.inference.usage;

import org.jspecify.annotations.NullMarked;
