package dev.gazette.cli.card;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette card`.
@Command(
    name = "card",
    description = "Cards: what is to be done, who holds it, every attempt.",
    footer = {
      "",
      "Examples:",
      "  gazette card create 'Renew the certificate' --priority high --label ops",
      "  gazette card list --state ready",
      "  gazette card claim --next"
    })
public final class CardGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of(
        "create",
        "swarm",
        "show",
        "explain",
        "context",
        "list",
        "search",
        "update",
        "specify",
        "move",
        "archive",
        "unarchive",
        "delete",
        "restore",
        "trash",
        "claim",
        "work",
        "heartbeat",
        "complete",
        "block",
        "unblock",
        "answer",
        "schedule",
        "review",
        "changes",
        "reopen-review",
        "release",
        "fail",
        "fail-attempt",
        "dead-letters",
        "reclaim",
        "reassign",
        "cancel",
        "reopen",
        "promote",
        "link",
        "unlink",
        "runs",
        "comment",
        "comments",
        "attach",
        "attachments",
        "attachment",
        "wait");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "create" -> new CreateCards();
      case "swarm" -> new CreateSwarm();
      case "show" -> new ShowCard();
      case "explain" -> new ExplainCard();
      case "context" -> new ShowContext();
      case "list" -> new ListCards();
      case "search" -> new SearchCards();
      case "update" -> new UpdateCard();
      case "specify" -> new SpecifyCard();
      case "move" -> new MoveCard();
      case "archive" -> new ArchiveCards();
      case "unarchive" -> new UnarchiveCards();
      case "delete" -> new DeleteCards();
      case "restore" -> new RestoreCards();
      case "trash" -> new ListTrash();
      case "claim" -> new ClaimCard();
      case "work" -> new WorkOnCard();
      case "heartbeat" -> new HeartbeatCard();
      case "complete" -> new CompleteCards();
      case "block" -> new BlockCards();
      case "unblock" -> new UnblockCards();
      case "answer" -> new AnswerCard();
      case "schedule" -> new ScheduleCards();
      case "review" -> new ReviewCard();
      case "changes" -> new RequestChanges();
      case "reopen-review" -> new ReopenReviews();
      case "release" -> new ReleaseCard();
      case "fail" -> new FailCard();
      case "fail-attempt" -> new FailAttempt();
      case "dead-letters" -> new ListDeadLetters();
      case "reclaim" -> new ReclaimCard();
      case "reassign" -> new ReassignCard();
      case "cancel" -> new CancelCards();
      case "reopen" -> new ReopenCards();
      case "promote" -> new PromoteCards();
      case "link" -> new LinkCards();
      case "unlink" -> new UnlinkCards();
      case "runs" -> new ListRuns();
      case "comment" -> new CommentOnCard();
      case "comments" -> new ListComments();
      case "attach" -> new AttachFile();
      case "attachments" -> new ListAttachments();
      case "attachment" -> new AttachmentGroup();
      case "wait" -> new WaitForCards();
      default -> throw Group.unknown(name);
    };
  }
}
