/// The audit: what was done with credentials, by whom, and what was refused.
@NullMarked
package dev.gazette.auth.audit;

import org.jspecify.annotations.NullMarked;
