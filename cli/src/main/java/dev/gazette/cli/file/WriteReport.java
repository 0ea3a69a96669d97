package dev.gazette.cli.file;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.WriteState;

/// Tells what became of a governed write: its diff and one sentence.
final class WriteReport {

  private WriteReport() {}

  static void print(Session session, GovernedWrite write) {
    var out = session.out();
    if (out.form() == Output.Form.PEOPLE) {
      if (write.hasPrecededBy()) {
        tell(out, write.getPrecededBy());
      }
      tell(out, write);
    } else {
      out.did(write, write.getId(), "");
    }
    if (write.getState() == WriteState.WRITE_STATE_FAILED) {
      out.flush();
      throw Failure.because(
          Exit.REFUSED,
          "WRITE_FAILED",
          "%s was not written: %s",
          write.getRelativePath(),
          write.getFailure());
    }
  }

  private static void tell(Output out, GovernedWrite write) {
    if (!write.getDiff().isEmpty()) {
      out.write(Text.block(write.getDiff()).stripTrailing());
    }
    out.write(
        Text.line(
            "%s %s: %s%s"
                .formatted(
                    write.getRepositoryId(),
                    write.getRelativePath(),
                    Words.of(write.getState().getValueDescriptor()),
                    write.getSummary().isEmpty() ? "" : ", " + write.getSummary())));
  }
}
