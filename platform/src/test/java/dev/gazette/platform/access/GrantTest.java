package dev.gazette.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrantTest {

  @ParameterizedTest
  @CsvSource({
    "*, '', board.read, boards/ops, true",
    "board.*, '', board.read, boards/ops, true",
    "board.*, '', boards.read, boards/ops, false",
    "board.read, boards/ops, board.read, boards/ops, true",
    "board.read, boards/ops, board.read, boards/ops/cards/OPS-1, true",
    "board.read, boards/op, board.read, boards/ops, false",
    "board.read, boards/ops, board.read, boards, false",
    "board.read, boards/ops, board.read, '', false",
    "board.read, '', board.write, boards/ops, false",
  })
  void covers(String scope, String resource, String wanted, String on, boolean expected) {
    assertThat(new Grant(scope, resource).covers(wanted, on)).isEqualTo(expected);
  }

  @Test
  void template_takesTheKeyOfANumberedId() {
    var request = ClaimCardRequest.newBuilder().setCardId("MY-TEAM-42").build();
    var template = ResourceTemplate.parse("boards/{card_id:key}", request.getDescriptorForType());
    assertThat(template.of(request)).isEqualTo("boards/my-team");
  }

  @Test
  void template_readsNestedFields() {
    var request = UpdateBoardRequest.newBuilder();
    request.getBoardBuilder().setId("ops");
    var template = ResourceTemplate.parse("boards/{board.id}", request.getDescriptorForType());
    assertThat(template.of(request.build())).isEqualTo("boards/ops");
  }
}
