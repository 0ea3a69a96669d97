/// Chats: a question is put to a provider, its answer handed on, its cost accounted.
@NullMarked
package dev.gazette.inference.chat;

import org.jspecify.annotations.NullMarked;
