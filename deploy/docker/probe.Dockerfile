# docker build -f deploy/docker/probe.Dockerfile -t gazette/probe .      (in the root of a clone; Docker 23 or later, nothing else)
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
    done

FROM ${BASE}
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/gazette
ENV HOME=/var/lib/gazette GAZETTE_HOME=/var/lib/gazette
VOLUME /var/lib/gazette
WORKDIR /var/lib/gazette
COPY --from=build /image/probe-service /app/lib
USER 10001:10001
EXPOSE 50052 8052
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", "/app/lib/*", "dev.gazette.platform.health.HealthCheck", "http://127.0.0.1:8052/health/readiness"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/lib/*", "dev.gazette.probe.ProbeService"]
