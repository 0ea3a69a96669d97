package dev.gazette.governor.repository;

import static dev.gazette.governor.error.GovernorReason.PATH_REFUSED;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.util.Timestamps;
import dev.gazette.governor.repository.Repositories.Change;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesResponse;
import dev.gazette.proto.governor.v1.FoundRepository;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.UpdateRepositoryRequest;
import dev.gazette.proto.probe.v1.FindRepositoriesResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The registry between the wire and here.
final class RepositoryProtos {

  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_DESCRIPTION = 10_000;
  private static final int MOST_LABELS = 50;
  private static final int LONGEST_LABEL = 100;
  private static final Set<String> CHANGEABLE = Set.of("description", "labels");

  private RepositoryProtos() {}

  /// What a registration asks for, checked: the id, the path as given, description and labels.
  static Repository asked(Repository repository) {
    String path = path(repository.getPath());
    String id =
        repository.getId().isEmpty()
            ? path.substring(path.lastIndexOf('/') + 1)
            : repository.getId();
    return Repository.newBuilder()
        .setId(RepositoryId.parse("repository.id", id).value())
        .setPath(path)
        .setDescription(description(repository))
        .addAllLabels(labels(repository))
        .build();
  }

  private static String path(String text) {
    if (text.isBlank()) {
      throw INVALID_ARGUMENT.because("repository.path is empty; give the path of a repository.");
    }
    if (text.indexOf('\0') >= 0 || text.length() > LONGEST_PATH) {
      throw INVALID_ARGUMENT.because(
          "repository.path holds a NUL or has more than %,d characters.", LONGEST_PATH);
    }
    boolean strange =
        !text.startsWith("/")
            || ("/" + text + "/").contains("/../")
            || ("/" + text + "/").contains("/./");
    if (strange) {
      throw PATH_REFUSED.because(
          "%s is not an absolute path without . and ..; give the whole path.", Fields.quoted(text));
    }
    return text.length() > 1 && text.endsWith("/") ? text.replaceAll("/+$", "") : text;
  }

  private static String description(Repository repository) {
    return Fields.text("repository.description", repository.getDescription(), LONGEST_DESCRIPTION);
  }

  private static List<String> labels(Repository repository) {
    if (repository.getLabelsCount() > MOST_LABELS) {
      throw INVALID_ARGUMENT.because(
          "repository.labels has %d entries; at most %d.",
          repository.getLabelsCount(), MOST_LABELS);
    }
    return repository.getLabelsList().stream()
        .map(label -> Fields.requiredLine("repository.labels", label, LONGEST_LABEL))
        .distinct()
        .toList();
  }

  static Change change(UpdateRepositoryRequest request) {
    var paths = Set.copyOf(request.getUpdateMask().getPathsList());
    if (paths.isEmpty() || !CHANGEABLE.containsAll(paths)) {
      throw INVALID_ARGUMENT.because(
          "update_mask must name at least one of description, labels, and nothing else.");
    }
    var repository = request.getRepository();
    return new Change(
        RepositoryId.parse("repository.id", repository.getId()),
        paths.contains("description") ? Optional.of(description(repository)) : Optional.empty(),
        paths.contains("labels") ? Optional.of(labels(repository)) : Optional.empty(),
        Optional.of(repository.getEtag()).filter(etag -> !etag.isEmpty()));
  }

  /// What was asked for, as an entry that is not in the registry yet.
  static dev.gazette.governor.repository.Repository entry(Repository asked) {
    return new dev.gazette.governor.repository.Repository(
        new RepositoryId(asked.getId()),
        asked.getPath(),
        asked.getDescription(),
        asked.getLabelsList(),
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  static Repository render(dev.gazette.governor.repository.Repository entry) {
    return Repository.newBuilder()
        .setId(entry.id().value())
        .setPath(entry.path())
        .setDescription(entry.description())
        .addAllLabels(entry.labels())
        .setCreateTime(Timestamps.fromMillis(entry.createTime().toEpochMilli()))
        .setUpdateTime(Timestamps.fromMillis(entry.updateTime().toEpochMilli()))
        .setEtag(Long.toString(entry.revision()))
        .build();
  }

  static DiscoverRepositoriesResponse render(
      FindRepositoriesResponse found, Map<String, String> idsByPath) {
    return DiscoverRepositoriesResponse.newBuilder()
        .addAllRepositories(
            found.getPathsList().stream()
                .map(path ->
                    FoundRepository.newBuilder()
                        .setPath(path)
                        .setRepositoryId(idsByPath.getOrDefault(path, ""))
                        .build())
                .toList())
        .setTruncated(found.getTruncated())
        .build();
  }
}
