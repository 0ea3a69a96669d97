package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.auth.v1.AuditEntry;
import dev.gazette.proto.auth.v1.AuditServiceGrpc;
import dev.gazette.proto.auth.v1.ListAuditEntriesRequest;
import dev.gazette.proto.auth.v1.ListAuditEntriesResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists what was done with credentials.
@Command(
    name = "audit",
    description = "Lists what was done with credentials, by whom, newest first.",
    footer = {"", "Examples:", "  gazette auth audit --limit 20"})
final class ListAudit implements Verb {

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    AuditServiceGrpc.getListAuditEntriesMethod(),
                    ListAuditEntriesRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListAuditEntriesResponse::getEntriesList,
            ListAuditEntriesResponse::getNextPageToken);
    Paging.print(session, page, entry -> Long.toString(entry.getId()), table());
  }

  private static Table<AuditEntry> table() {
    return new Table<AuditEntry>()
        .column("id", AuditEntry::getId)
        .column("time", entry -> Times.brief(entry.getCreateTime()))
        .column("action", AuditEntry::getAction)
        .column("actor", AuditEntry::getActor)
        .column("subject", AuditEntry::getSubject)
        .column("detail", AuditEntry::getDetail);
  }
}
