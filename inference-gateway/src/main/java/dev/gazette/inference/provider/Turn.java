package dev.gazette.inference.provider;

/// One turn of a conversation.
///
/// @param role who speaks
/// @param content what is said
public record Turn(Role role, String content) {

  /// Who speaks.
  public enum Role {
    /// Sets the frame.
    SYSTEM,
    /// Asks.
    USER,
    /// Answers.
    ASSISTANT
  }

  @Override
  public String toString() {
    return "Turn[%s, %d characters]".formatted(role, content.length());
  }
}
