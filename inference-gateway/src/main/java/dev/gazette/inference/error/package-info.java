/// Why a request to a model was refused.
@NullMarked
package dev.gazette.inference.error;

import org.jspecify.annotations.NullMarked;
