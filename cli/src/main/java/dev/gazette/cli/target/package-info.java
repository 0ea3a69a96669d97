/// Where the services are and which token is presented: flag over environment over context over
/// home.
@NullMarked
package dev.gazette.cli.target;

import org.jspecify.annotations.NullMarked;
