/// The verbs on managed files: `gazette env` and `gazette gitignore`.
@NullMarked
package dev.gazette.cli.file;

import org.jspecify.annotations.NullMarked;
