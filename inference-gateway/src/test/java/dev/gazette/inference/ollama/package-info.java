/// Ollama as tests meet it: the real one where there is one, and one that makes trouble.
@NullMarked
package dev.gazette.inference.ollama;

import org.jspecify.annotations.NullMarked;
