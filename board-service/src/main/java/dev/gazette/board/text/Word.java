package dev.gazette.board.text;

/// A word of a text.
///
/// @param text in small letters, without accents
/// @param start where it begins in the text
/// @param end where it has ended
public record Word(String text, int start, int end) {}
