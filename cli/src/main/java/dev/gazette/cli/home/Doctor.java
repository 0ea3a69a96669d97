package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/// Looks at everything that Gazette stands on, and says of each trouble what to do.
@Command(
    name = "doctor",
    description = "Check what Gazette stands on, and say how to mend it.",
    footer = {"", "Examples:", "  gazette doctor", "  gazette doctor --json"})
public final class Doctor implements Verb {

  @Override
  public void run(Session session) {
    var findings = new Examination(session.around()).findings();
    session
        .out()
        .list(
            findings.stream().map(Finding::fields).toList(),
            "",
            row -> String.valueOf(row.get("check")),
            new Table<Map<String, Object>>()
                .column("check", row -> String.valueOf(row.get("check")))
                .column("ok", row -> Boolean.TRUE.equals(row.get("ok")) ? "yes" : "NO")
                .column("finding", row -> String.valueOf(row.get("message"))));
    session.out().flush();
    long troubles = findings.stream().filter(finding -> !finding.good()).count();
    if (troubles > 0) {
      throw Failure.because(
          Exit.REFUSED,
          "TROUBLE_FOUND",
          "%d of %d checks found trouble.",
          troubles,
          findings.size());
    }
  }

  /// What a check found.
  ///
  /// @param check what was looked at
  /// @param good whether it is as it should be
  /// @param sentence what is there and, in trouble, what to do
  record Finding(String check, boolean good, String sentence) {

    Map<String, Object> fields() {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("check", check);
      fields.put("ok", good);
      fields.put("message", sentence);
      return fields;
    }
  }
}
