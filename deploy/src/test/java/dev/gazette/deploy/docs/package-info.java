/// Compares the documents of this repository with the code that they tell of.
@NullMarked
package dev.gazette.deploy.docs;

import org.jspecify.annotations.NullMarked;
