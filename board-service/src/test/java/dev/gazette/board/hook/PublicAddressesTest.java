package dev.gazette.board.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1"
      })
  void privateAddress_isNotCalled(String address) throws Exception {
    assertThat(PublicAddresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111"})
  void publicAddress_isCalled(String address) throws Exception {
    assertThat(PublicAddresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  private static String why(PublicAddresses addresses, String url) {
    return switch (addresses.look(URI.create(url))) {
      case Destination.At(var address) -> "at " + address.getPort();
      case Destination.Refused(var why) -> why;
    };
  }

  @Test
  void allowedHost_isCalled_andNoOther() {
    var addresses =
        new PublicAddresses(Set.of("127.0.0.1:8080", "localhost"), InetAddress::getAllByName);
    assertThat(why(addresses, "http://127.0.0.1:8080/x")).isEqualTo("at 8080");
    assertThat(why(addresses, "http://localhost/x")).isEqualTo("at 80");
    assertThat(why(addresses, "https://localhost/x")).isEqualTo("at 443");
    assertThat(why(addresses, "http://127.0.0.1:8081/x")).contains("no public address");
    assertThat(why(addresses, "http://[::1]/x")).contains("no public address");
  }

  @Test
  void nameThatChangesItsAddressAfterTheCheck_isCalledWhereItWasChecked() throws Exception {
    var answers = new ArrayDeque<InetAddress>();
    answers.add(InetAddress.getByName("1.1.1.1"));
    answers.add(InetAddress.getLoopbackAddress());
    var addresses = new PublicAddresses(Set.of(), _ -> new InetAddress[] {answers.removeFirst()});
    var url = URI.create("http://turncoat.example/");
    assertThat(addresses.look(url))
        .isEqualTo(new Destination.At(new InetSocketAddress("1.1.1.1", 80)));
    assertThat(answers).as("asked for once").hasSize(1);
    assertThat(why(addresses, "http://turncoat.example/")).contains("no public address");
  }

  @Test
  void hostWithOnePrivateAddressAmongOthers_isNotCalled() throws Exception {
    var both =
        new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
    assertThat(why(new PublicAddresses(Set.of(), _ -> both), "http://two.example/"))
        .contains("10.0.0.1, which is no public address");
  }
}
