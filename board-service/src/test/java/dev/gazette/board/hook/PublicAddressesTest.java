package dev.gazette.board.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
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

  @Test
  void allowedHost_isCalled_andNoOther() {
    var addresses = new PublicAddresses(Set.of("127.0.0.1:8080", "localhost"));
    assertThat(addresses.refusal(URI.create("http://127.0.0.1:8080/x"))).isEmpty();
    assertThat(addresses.refusal(URI.create("http://localhost:1/x"))).isEmpty();
    assertThat(addresses.refusal(URI.create("http://127.0.0.1:8081/x")))
        .hasValueSatisfying(why -> assertThat(why).contains("no public address"));
    assertThat(addresses.refusal(URI.create("http://[::1]/x"))).isPresent();
  }
}
