package dev.gazette.platform.access;

import java.util.concurrent.CompletionStage;

/// Makes sure who presents a child token, which the board signed for a process that works on a
/// card. One bean per service: the board looks at the lease, the others ask the board and remember.
public interface ChildVouching {

  /// What every child token begins with.
  String PREFIX = "gzc_";

  /// The caller behind a child token (`gzc_…`); fails with a refusal: `TOKEN_INVALID`,
  /// `TOKEN_EXPIRED`, `PEER_UNAVAILABLE`.
  CompletionStage<Caller> vouch(String token);
}
