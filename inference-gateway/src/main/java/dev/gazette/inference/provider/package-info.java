/// What the gateway asks of whoever runs models: one interface, in the gateway's own words.
@NullMarked
package dev.gazette.inference.provider;

import org.jspecify.annotations.NullMarked;
