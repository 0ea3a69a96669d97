/// Ollama as a provider, over its own HTTP protocol: one JSON object a line.
@NullMarked
package dev.gazette.inference.ollama;

import org.jspecify.annotations.NullMarked;
