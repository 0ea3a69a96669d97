package dev.gazette.platform.event;

import java.time.Instant;

/// One row of the log.
///
/// @param position its place in this service's log, from 1; what resume tokens count
/// @param origin the service that wrote it first
/// @param sequence its number in the log of its origin: from 1, without gaps
/// @param kind what happened, `<thing>.<past tense>`
/// @param actor who did it
/// @param lane the part of the house
/// @param correlationId what all events of one user action share
/// @param cause the event that led to this one, `<origin>/<sequence>`; empty when a caller did
/// @param subject the resource path it happened to
/// @param payload the values after the change, as a JSON object
/// @param createTime when its transaction ran
public record Event(
    long position,
    String origin,
    long sequence,
    String kind,
    String actor,
    Lane lane,
    String correlationId,
    String cause,
    String subject,
    String payload,
    Instant createTime) {

  /// What the origin of an event begins with that happened in another house: history, which nobody
  /// acts on.
  public static final String IMPORTED = "import-";
}
