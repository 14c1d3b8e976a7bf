package dev.clickdeploy.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ada:p%40ss%2Bword@db.example:5433/app?sslmode=require",
        "postgresql://ada:p%40ss%2Bword@db.example:5433/app?sslmode=require",
        "jdbc:postgresql://db.example:5433/app?user=ada&password=p%40ss%2Bword&sslmode=require"
      })
  void both_forms_say_the_same_and_keep_credentials_out_of_the_url(String text) {
    DatabaseUrl url = DatabaseUrl.parse(text);

    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/app?sslmode=require");
    assertThat(url.user()).isEqualTo("ada");
    assertThat(url.password()).isNotNull();
    assertThat(url.password().reveal()).isEqualTo("p@ss+word");
    assertThat(url.toString()).isEqualTo("postgresql://db.example:5433/app");
  }

  @Test
  void credentials_may_be_absent() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://localhost/app");

    assertThat(url.user()).isNull();
    assertThat(url.password()).isNull();
  }
}
