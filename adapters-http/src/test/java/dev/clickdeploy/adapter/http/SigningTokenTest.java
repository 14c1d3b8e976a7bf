package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GitLab's signing tokens are those of Standard Webhooks, and so is the vector. */
class SigningTokenTest {
  private static final Secret TOKEN = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static boolean proven(String id, String time, String signatures, Secret secret) {
    return new SigningToken(id, time, signatures, BODY).provenBy(secret);
  }

  @Test
  void the_published_vector_is_proven() {
    assertThat(proven(ID, TIME, SIGNATURE, TOKEN)).isTrue();
  }

  @Test
  void one_of_several_signatures_is_enough() {
    String other = "v1,bm9ldHUjKzFob2VudXRob2VodWUzMjRvdWVvdW9ldQo=";

    assertThat(proven(ID, TIME, other + " " + SIGNATURE + " v2,xyz", TOKEN)).isTrue();
    assertThat(proven(ID, TIME, other + " v2,xyz", TOKEN)).isFalse();
  }

  @Test
  void id_and_time_are_signed_too() {
    assertThat(proven("msg_other", TIME, SIGNATURE, TOKEN)).isFalse();
    assertThat(proven(ID, "1614265331", SIGNATURE, TOKEN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_%%%",
        "whsec_NfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void another_secret_proves_nothing(String secret) {
    assertThat(proven(ID, TIME, SIGNATURE, Secret.of(secret))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "v1,", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,ü"})
  void what_is_no_signature_proves_nothing(String signatures) {
    assertThat(proven(ID, TIME, signatures, TOKEN)).isFalse();
  }
}
