package dev.gazette.board.card;

import dev.gazette.board.attachment.AttachmentGrpcService;
import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.attachment.UploadGrpcCalls;
import dev.gazette.board.board.BoardGrpcService;
import dev.gazette.board.board.Boards;
import dev.gazette.board.child.ChildTokenGrpcService;
import dev.gazette.board.child.ChildTokens;
import dev.gazette.board.child.LeaseVouching;
import dev.gazette.board.comment.AnswerGrpcService;
import dev.gazette.board.comment.Answers;
import dev.gazette.board.comment.CommentGrpcService;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.context.ContextGrpcService;
import dev.gazette.board.context.Contexts;
import dev.gazette.board.diagnosis.Diagnosis;
import dev.gazette.board.diagnosis.DiagnosisGrpcService;
import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.dispatch.DispatchGrpcService;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.board.explain.BlockCheck;
import dev.gazette.board.explain.BreakerCheck;
import dev.gazette.board.explain.ColumnCheck;
import dev.gazette.board.explain.EdgeCheck;
import dev.gazette.board.explain.EndCheck;
import dev.gazette.board.explain.ExplainGrpcService;
import dev.gazette.board.explain.Explanations;
import dev.gazette.board.explain.LeaseCheck;
import dev.gazette.board.explain.LimitCheck;
import dev.gazette.board.explain.PauseCheck;
import dev.gazette.board.explain.ReviewCheck;
import dev.gazette.board.explain.ScheduleCheck;
import dev.gazette.board.explain.TriageCheck;
import dev.gazette.board.explain.WorkerCheck;
import dev.gazette.board.limit.LimitGrpcService;
import dev.gazette.board.limit.PoolGrpcService;
import dev.gazette.board.limit.Pools;
import dev.gazette.board.limit.WipLimits;
import dev.gazette.board.line.Line;
import dev.gazette.board.removal.RemovalGrpcService;
import dev.gazette.board.removal.Removals;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.board.search.SearchGrpcService;
import dev.gazette.board.search.Searches;
import dev.gazette.board.share.ShareGrpcService;
import dev.gazette.board.share.Shares;
import dev.gazette.board.stats.Stats;
import dev.gazette.board.stats.StatsGrpcService;
import dev.gazette.board.transfer.Exports;
import dev.gazette.board.transfer.Imports;
import dev.gazette.board.transfer.TransferGrpcService;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.blob.FileBlobStore;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.platform.trust.ServiceKeys;
import dev.gazette.platform.trust.Trust;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The board's adapters behind the production interceptors, in process.
public final class BoardServer implements AutoCloseable {

  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Attempts attempts =
      new Attempts(cards, RetryPolicy.DEFAULT, new Breakers(BreakerPolicy.DEFAULT));
  private final Leases leases = new Leases(cards, attempts);
  private final Links links = new Links(cards);
  private @Nullable ManualDelays delays;
  private @Nullable Line line;
  private final TestServer server;

  /// Starts the adapters on a database in a folder.
  public BoardServer(Path folder) {
    server =
        new TestServer(
            "board",
            folder,
            it ->
                List.of(
                    new BoardGrpcService(it.calls(), boards),
                    new RemovalGrpcService(
                        it.calls(),
                        boards,
                        new Removals(new Purge(List.of(new Comments(cards))), List.of())),
                    new TransferGrpcService(
                        it.calls(),
                        boards,
                        new Exports(boards, new Comments(cards)),
                        new Imports(new Comments(cards), new Attachments(cards)),
                        new UploadGrpcCalls(it.calls(), blobs(folder))),
                    new DispatchGrpcService(it.calls(), new Pauses(boards)),
                    new SearchGrpcService(
                        it.calls(), boards, new Searches(cards, new Comments(cards))),
                    new CommentGrpcService(it.calls(), cards, new Comments(cards)),
                    new AnswerGrpcService(
                        it.calls(),
                        new Answers(
                            cards, new Comments(cards), new Verbs(cards), new Triage(cards))),
                    new CardGrpcService(
                        it.calls(),
                        cards,
                        new ListGrpcCalls(it.calls(), cards, new CardLists(boards)),
                        new ClaimGrpcCalls(it.calls(), new Claims(boards), line(it)),
                        leases,
                        new Verbs(cards),
                        new CompletionGrpcCalls(
                            it.calls(),
                            it.writer(),
                            new Completions(
                                boards, cards, new Verbs(cards), new Attachments(cards))),
                        new Endings(cards),
                        links),
                    new ExplainGrpcService(it.calls(), explanations()),
                    new DiagnosisGrpcService(it.calls(), new Diagnosis(boards, cards), it.clock()),
                    new AttemptGrpcService(it.calls(), attempts, new Inbox(cards)),
                    new ContextGrpcService(
                        it.calls(),
                        new Contexts(cards, new Comments(cards), new Attachments(cards)),
                        it.clock()),
                    new AttachmentGrpcService(
                        it.calls(),
                        it.readers(),
                        new Attachments(cards),
                        blobs(folder),
                        new UploadGrpcCalls(it.calls(), blobs(folder))),
                    new StatsGrpcService(
                        it.calls(), new Stats(boards), it.clock(), Duration.ofDays(30)),
                    new SpecifyGrpcService(it.calls(), new Triage(cards)),
                    new TrashGrpcService(it.calls(), new Trash(boards, cards)),
                    new EdgeGrpcService(it.calls(), links),
                    new SwarmGrpcService(it.calls(), new Swarms(cards, links, new Verbs(cards))),
                    new ScheduleGrpcService(it.calls(), new Schedules(cards)),
                    new ReviewGrpcService(it.calls(), new Reviews(cards)),
                    new LimitGrpcService(it.calls(), new WipLimits(boards)),
                    new ShareGrpcService(it.calls(), new Shares(boards)),
                    new PoolGrpcService(it.calls(), new Pools()),
                    new InboxGrpcService(it.calls(), new Inbox(cards)),
                    childTokens(it, new ChildTokens(cards, trust(folder)))));
  }

  private static BlobStore blobs(Path folder) {
    return new FileBlobStore(folder.resolve("blobs"));
  }

  private static ChildTokenGrpcService childTokens(TestServer server, ChildTokens tokens) {
    var vouching = new LeaseVouching(tokens, server.readers());
    server.vouchForChildrenBy(vouching);
    return new ChildTokenGrpcService(server.calls(), tokens, vouching);
  }

  private static Trust trust(Path folder) {
    var home = new Home(folder.resolve("home"));
    home.create(ServiceName.BOARD);
    return new Trust(ServiceName.BOARD, ServiceKeys.own(home, ServiceName.BOARD), home);
  }

  private Line line(TestServer it) {
    var manual = new ManualDelays(it.clock());
    var made = new Line(it.feed(), it.readers(), manual);
    delays = manual;
    line = made;
    return made;
  }

  private Explanations explanations() {
    return new Explanations(
        cards,
        line(),
        List.of(
            new EndCheck(),
            new LeaseCheck(),
            new TriageCheck(),
            new EdgeCheck(cards),
            new ScheduleCheck(),
            new BlockCheck(),
            new ReviewCheck(),
            new PauseCheck(),
            new BreakerCheck(),
            new LimitCheck(),
            new ColumnCheck(),
            new WorkerCheck(line())));
  }

  /// The workers that wait.
  public Line line() {
    return Objects.requireNonNull(line);
  }

  /// Lets time pass for those who wait.
  public ManualDelays delays() {
    return Objects.requireNonNull(delays);
  }

  /// The server, for stubs and clock.
  public TestServer server() {
    return server;
  }

  /// Makes a board as the owner.
  public Board createBoard(String id) {
    return server
        .asOwner(BoardServiceGrpc::newBlockingStub)
        .createBoard(CreateBoardRequest.newBuilder().setBoardId(id).build());
  }

  /// Lets lapse what is due, as after days of readiness; answers how many.
  public int lapse() {
    return server
        .writer()
        .write(tx -> leases.lapse(tx, new Actor("board", "test"), Duration.ofDays(2)))
        .toCompletableFuture()
        .join();
  }

  @Override
  public void close() {
    server.close();
  }
}
