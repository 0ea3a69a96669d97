# docker build -f deploy/docker/auth.Dockerfile -t gazette/auth .      (in the root of a clone; Docker 23 or later, nothing else)
ARG BUILD=eclipse-temurin:25-jdk
ARG BASE=eclipse-temurin:25-jre

# The same text in all five files: whichever image comes first compiles all services, the others find the result in the cache.
FROM ${BUILD} AS build
ARG MAVEN_ARGS=
ARG SERVICES=auth-service,board-service,governor-service,probe-service,inference-gateway
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -B -q -DskipChecks -pl "${SERVICES}" -am package \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/image
RUN for service in $(echo "${SERVICES}" | tr , ' '); do \
      mkdir -p "/image/${service}" && cp "${service}"/target/quick/*.jar "${service}"/target/image/*.jar "/image/${service}/" || exit 1; \
    done && java deploy/src/build/java/StripSignature.java /image/probe-service/org.eclipse.jgit-*.jar

FROM ${BASE}
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/gazette
ENV HOME=/var/lib/gazette GAZETTE_HOME=/var/lib/gazette
VOLUME /var/lib/gazette
WORKDIR /var/lib/gazette
COPY --from=build /image/auth-service /app/lib
COPY deploy/jvm/options /app/
# The class path, in one order for ever, since the AOT cache is bound to it; then the cache, made by the JVM that will use it.
# The C library keeps two arenas, not eight a core.
ENV MALLOC_ARENA_MAX=2
RUN echo "-cp $(echo /app/lib/*.jar | tr ' ' :)" >/app/class-path && export HOME=/tmp/home GAZETTE_HOME=/tmp/home OFFLINE_MODE=true && \
    java @/app/options @/app/class-path dev.gazette.platform.service.Rehearsal auth && \
    java @/app/options -XX:AOTCacheOutput=/app/aot @/app/class-path dev.gazette.platform.service.Rehearsal auth && \
    java @/app/options -XX:AOTMode=on -XX:AOTCache=/app/aot @/app/class-path -version && rm -rf /tmp/*
USER 10001:10001
EXPOSE 50055 8055
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", "/app/lib/*", "dev.gazette.platform.health.HealthCheck", "http://127.0.0.1:8055/health/readiness"]
ENTRYPOINT ["java", "@/app/options", "-XX:AOTCache=/app/aot", "@/app/class-path", "dev.gazette.auth.AuthService"]
