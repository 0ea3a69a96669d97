package dev.gazette.deploy.docs;

import dev.gazette.platform.testkit.ReasonTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Compares `docs/errors.md` with the reasons of all services.
final class ErrorsDocumentTest {

  private static final String HEAD =
      """
      # Errors

      Written by `./mvnw test -pl deploy -am -Dtest='*DocumentTest' -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=update`
      from the enums of reasons; a test compares it with them.

      ## How a call is refused

      A gRPC status whose description is a sentence for people: what could not be done, why, and what to do. The trailer
      `grpc-status-details-bin` holds the same status with details for programs:

      | detail | holds |
      | --- | --- |
      | `google.rpc.ErrorInfo` | `reason`, a name of the tables below; `domain`, always `gazette.dev`; `metadata`, the facts of the case, always with `retryable`, `true` or `false` |
      | `google.rpc.RetryInfo` | how long to wait, where that is known; the trailer `retry-after` says it in whole seconds |

      `retry` says whether the same call may succeed later with nothing changed by its caller. Names are stable: what is
      released is not renamed. A fault of Gazette's own is `INTERNAL`: its cause is in the log under the correlation id, and
      is not shown. A status without `ErrorInfo` of this domain did not come from a Gazette service.

      The command line prints the sentence, or with `--json` `{"reason", "message", "retryable", "metadata"}` (the wait as
      `retry_after_seconds`), and ends with an exit code:

      | exit code | gRPC status |
      | --- | --- |
      | 1 refused | every one that is not below |
      | 2 usage | none: the arguments cannot be read, and nothing was called |
      | 3 unreachable | `UNAVAILABLE`, or no answer |
      | 4 not found | `NOT_FOUND` |
      | 5 denied | `UNAUTHENTICATED`, `PERMISSION_DENIED` |
      | 6 timed out | `DEADLINE_EXCEEDED` |

      """;

  @Test
  void errors_tellEveryReason() throws IOException {
    new Document("errors.md").mustBe(HEAD + ReasonTable.markdown());
  }
}
