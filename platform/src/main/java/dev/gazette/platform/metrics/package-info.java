/// What is measured, and the page that Prometheus reads.
@NullMarked
package dev.gazette.platform.metrics;

import org.jspecify.annotations.NullMarked;
