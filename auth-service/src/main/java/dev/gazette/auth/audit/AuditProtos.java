package dev.gazette.auth.audit;

import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.field.Page;
import dev.gazette.proto.auth.v1.ListAuditEntriesResponse;
import java.util.List;

/// Audit entries for the wire.
final class AuditProtos {

  private AuditProtos() {}

  static ListAuditEntriesResponse render(List<AuditEntry> entries, Page page) {
    var response = ListAuditEntriesResponse.newBuilder();
    entries.forEach(entry -> response.addEntries(render(entry)));
    if (entries.size() == page.size()) {
      response.setNextPageToken(page.next(entries.getLast().id()));
    }
    return response.build();
  }

  private static dev.gazette.proto.auth.v1.AuditEntry render(AuditEntry entry) {
    return dev.gazette.proto.auth.v1.AuditEntry.newBuilder()
        .setId(entry.id())
        .setAction(entry.action())
        .setActor(entry.actor())
        .setSubject(entry.subject())
        .setDetail(entry.detail())
        .setCreateTime(Timestamps.fromMillis(entry.createTime().toEpochMilli()))
        .build();
  }
}
