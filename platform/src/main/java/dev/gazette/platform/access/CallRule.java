package dev.gazette.platform.access;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import dev.gazette.proto.common.v1.Access;
import dev.gazette.proto.common.v1.AccessProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule of one RPC, read once from its descriptor.
///
/// @param access what the proto declares
/// @param resource the template of `access.resource`
/// @param requestId the request's field `request_id`, or null where it has none
/// @param waitField the path to the field of `access.wait_field`; empty for none
public record CallRule(
    Access access,
    ResourceTemplate resource,
    @Nullable FieldDescriptor requestId,
    List<FieldDescriptor> waitField) {

  /// The rules of services whose protos are not ours, by service name. Health tells nothing but up
  /// or down; reflection needs a token, of whatever grants.
  private static final Map<String, Access> FOREIGN =
      Map.of(
          "grpc.health.v1.Health", Access.newBuilder().setOpen(true).build(),
          "grpc.reflection.v1.ServerReflection", Access.newBuilder().setFiltered(true).build(),
          "grpc.reflection.v1alpha.ServerReflection",
              Access.newBuilder().setFiltered(true).build());

  /// The rule of a method; empty when nobody declared one, so that nobody may call it.
  public static Optional<CallRule> of(MethodDescriptor method) {
    var options = method.getOptions();
    var access =
        options.hasExtension(AccessProto.access)
            ? options.getExtension(AccessProto.access)
            : FOREIGN.get(method.getService().getFullName());
    return Optional.ofNullable(access)
        .map(found ->
            new CallRule(
                found,
                ResourceTemplate.parse(found.getResource(), method.getInputType()),
                method.getInputType().findFieldByName("request_id"),
                found.getWaitField().isEmpty()
                    ? List.of()
                    : ResourceTemplate.path(found.getWaitField(), method.getInputType())));
  }

  /// Whether a request asks to wait on purpose.
  public boolean waits(Message request) {
    var message = request;
    for (var field : waitField) {
      if (!message.hasField(field)) {
        return false;
      }
      message = (Message) message.getField(field);
    }
    return !waitField.isEmpty();
  }

  /// The request id that a request carries; empty for none.
  public String requestId(Message request) {
    return requestId == null ? "" : (String) request.getField(requestId);
  }
}
