package dev.gazette.platform.service;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import org.jspecify.annotations.Nullable;

/// The beans of a service beside this one in the JVM, which are none of its context: those that are
/// defined in its packages. Micronaut itself goes by a bean's type, and would let in what a factory
/// of the other service makes of a type that both share.
///
/// @param service the other service
record ForeignBeans(ServiceName service) implements BeanConfiguration {

  @Override
  @SuppressWarnings("rawtypes") // As the method that it overrides.
  public boolean isWithin(BeanDefinitionReference reference) {
    return isWithin(reference.getBeanDefinitionName());
  }

  @Override
  public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
    return false;
  }

  @Override
  public String getName() {
    return service.packageName();
  }

  @Override
  public @Nullable Package getPackage() {
    return null;
  }

  @Override
  public @Nullable String getVersion() {
    return null;
  }
}
