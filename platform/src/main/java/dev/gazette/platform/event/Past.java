package dev.gazette.platform.event;

import java.time.Instant;

/// An event that may be forgotten, as far as that matters.
///
/// @param position its place in this service's log
/// @param origin the service that wrote it first
/// @param sequence its number in the log of its origin
/// @param subject the resource path it happened to
/// @param createTime when its transaction ran
public record Past(
    long position, String origin, long sequence, String subject, Instant createTime) {}
