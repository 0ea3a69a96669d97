package dev.gazette.board.diagnosis;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.card.CardProtos;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.DiagnosisServiceGrpc.DiagnosisServiceImplBase;
import dev.gazette.proto.board.v1.ListTroublesRequest;
import dev.gazette.proto.board.v1.ListTroublesResponse;
import dev.gazette.proto.board.v1.TroubleKind;
import dev.gazette.proto.board.v1.TroubleSeverity;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Serves diagnoses: parses, calls, renders.
@Singleton
public final class DiagnosisGrpcService extends DiagnosisServiceImplBase {

  private final Calls calls;
  private final Diagnosis diagnosis;
  private final InstantSource clock;

  /// Serves this diagnosis, at the time of a clock.
  public DiagnosisGrpcService(Calls calls, Diagnosis diagnosis, InstantSource clock) {
    this.calls = calls;
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  @Override
  public void listTroubles(
      ListTroublesRequest request, StreamObserver<ListTroublesResponse> observer) {
    var board = new BoardId(request.getBoardId());
    var least = least(request.getLeastSeverity());
    calls.read(
        observer,
        session -> {
          var response = ListTroublesResponse.newBuilder();
          diagnosis.of(session, board, clock.instant()).stream()
              .filter(trouble -> trouble.severity().compareTo(least) >= 0)
              .map(DiagnosisGrpcService::render)
              .forEach(response::addTroubles);
          return response.build();
        });
  }

  private static Severity least(TroubleSeverity severity) {
    return switch (severity) {
      case TROUBLE_SEVERITY_UNSPECIFIED, TROUBLE_SEVERITY_WARNING -> Severity.WARNING;
      case TROUBLE_SEVERITY_ERROR -> Severity.ERROR;
      case TROUBLE_SEVERITY_CRITICAL -> Severity.CRITICAL;
      case UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because("least_severity is none of warning, error, critical.");
    };
  }

  private static dev.gazette.proto.board.v1.Trouble render(Trouble trouble) {
    var card = trouble.card();
    return dev.gazette.proto.board.v1.Trouble.newBuilder()
        .setCardId(card.id().toString())
        .setTitle(card.brief().title())
        .setKind(TroubleKind.valueOf("TROUBLE_KIND_" + trouble.kind().name()))
        .setSeverity(TroubleSeverity.valueOf("TROUBLE_SEVERITY_" + trouble.severity().name()))
        .setSince(CardProtos.timestamp(trouble.since()))
        .setWhy(trouble.why())
        .setCommand(trouble.command())
        .build();
  }
}
