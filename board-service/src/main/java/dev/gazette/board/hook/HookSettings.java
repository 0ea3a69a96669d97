package dev.gazette.board.hook;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What hooks may do on this machine: its owner's word, not that of who makes a hook.
///
/// @param allowed hosts, or hosts with ports, that are called although they are private
/// @param commands what each named command runs
public record HookSettings(Set<String> allowed, Map<String, List<String>> commands) {}
