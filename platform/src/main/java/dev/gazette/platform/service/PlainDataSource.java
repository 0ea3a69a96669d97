package dev.gazette.platform.service;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/// Takes off the wrapper that Micronaut Data puts round each data source, which gives connections
/// within its own annotations only: the store's readers open theirs themselves.
@Singleton
final class PlainDataSource implements BeanCreatedEventListener<DataSource>, Ordered {

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return DelegatingDataSource.unwrapDataSource(event.getBean());
  }
}
