package dev.gazette.platform.blob;

import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Database;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/// A service's blobs, as a bean: they lie where its rows do.
@Factory
final class BlobFactory {

  @Singleton
  BlobStore blobs(
      Database database, Home home, ServiceName service, @Named("default") DataSource pool) {
    return database.path().isPresent()
        ? new FileBlobStore(home.data(service).resolve("blobs"))
        : new RowBlobStore(pool);
  }
}
