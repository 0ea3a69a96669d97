package dev.gazette.cli.transfer;

import java.io.InputStream;

/// A file of a card, of a board in a file.
///
/// @param json the `Attachment`, in one line
/// @param name what it is called in sentences
/// @param bytes its bytes, to be read to their end before anything else of the source is
record AttachedFile(String json, String name, InputStream bytes) {}
