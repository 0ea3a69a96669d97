package dev.gazette.platform.blob;

import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.testkit.EmbeddedPostgresServer;
import org.postgresql.ds.PGSimpleDataSource;

final class RowBlobStoreTest extends BlobStoreContract {

  @Override
  BlobStore store() {
    var database = new Database("board", EmbeddedPostgresServer.freshDatabase());
    Migrations.migrate(database);
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setCurrentSchema("board");
    return new RowBlobStore(source);
  }
}
