package dev.clickdeploy.adapter.railpack.dotnet;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotnetProviderTest {
  private static String project(String sdk, String properties) {
    return "<Project Sdk=\"%s\"><PropertyGroup>%s</PropertyGroup></Project>"
        .formatted(sdk, properties);
  }

  private static String web(String properties) {
    return project("Microsoft.NET.Sdk.Web", properties);
  }

  private static final String NET8 = "<TargetFramework>net8.0</TargetFramework>";

  @Test
  void packages_are_restored_before_the_sources_come() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Shop.csproj", web(NET8),
                "NuGet.Config", "",
                "packages.lock.json", "{}",
                "Program.cs", ""));

    assertThat(dockerfile(tree))
        .isEqualTo(
            """
            FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
            WORKDIR /app
            ENV DOTNET_CLI_TELEMETRY_OPTOUT=1
            COPY NuGet.Config Shop.csproj packages.lock.json ./
            RUN --mount=type=cache,target=/root/.local/share/NuGet dotnet restore --locked-mode
            COPY . .
            RUN --mount=type=cache,target=/root/.local/share/NuGet dotnet publish --no-restore -c Release -o out

            FROM mcr.microsoft.com/dotnet/aspnet:8.0
            ENV PORT=3000
            COPY --chown=1000:1000 --from=build /app/out /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=mcr.microsoft.com/dotnet/aspnet:8.0
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["/bin/sh", "-c", "exec env ASPNETCORE_URLS=http://0.0.0.0:${PORT:-3000} ./Shop"]
            """);
  }

  @Test
  void the_web_project_of_a_solution_is_published_with_its_neighbours_restored() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Shop.sln",
                "",
                "src/Core/Core.csproj",
                project("Microsoft.NET.Sdk", NET8),
                "src/My Web/My Web.csproj",
                web(NET8),
                "src/Tool/Tool.csproj",
                project("Microsoft.NET.Sdk", NET8 + "<OutputType>Exe</OutputType>"),
                "test/Web.Tests/Web.Tests.csproj",
                web(NET8 + "<IsTestProject>true</IsTestProject>")));

    assertThat(dockerfile(tree))
        .contains("COPY src/Core/Core.csproj ./src/Core/\n")
        .contains("COPY [\"src/My Web/My Web.csproj\", \"./src/My Web/\"]\n")
        .contains("dotnet restore 'src/My Web/My Web.csproj'\n")
        .contains("dotnet publish 'src/My Web/My Web.csproj' --no-restore -c Release -o out\n")
        .doesNotContain("Web.Tests");
    assertThat(planned(tree).recipe().start()).endsWith("'./My Web'");
    assertThat(planned(tree).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<TargetFramework>net10.0</TargetFramework>, 10.0, 10.0",
    "<TargetFramework>netcoreapp3.1</TargetFramework>, 3.1, 3.1",
    "<TargetFrameworks>net8.0;net9.0</TargetFrameworks>, 9.0, 9.0",
    "'', 8.0, 8.0",
  })
  void the_framework_chooses_sdk_and_runtime(String properties, String sdk, String runtime) {
    assertThat(dockerfile(InMemoryTree.of(Map.of("a.csproj", web(properties)))))
        .contains("FROM mcr.microsoft.com/dotnet/sdk:" + sdk + " AS build")
        .contains("FROM mcr.microsoft.com/dotnet/aspnet:" + runtime + "\n");
  }

  @Test
  void global_json_pins_the_sdk_and_not_the_runtime() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "a.csproj",
                project("Microsoft.NET.Sdk.Worker", ""),
                "Directory.Build.props",
                "<Project><PropertyGroup>" + NET8 + "</PropertyGroup></Project>",
                "global.json",
                "{\"sdk\":{\"version\":\"9.0.100\"}} // roll forward"));

    assertThat(dockerfile(tree))
        .contains("FROM mcr.microsoft.com/dotnet/sdk:9.0.100 AS build")
        .contains("FROM mcr.microsoft.com/dotnet/runtime:8.0\n");
    assertThat(evidence(planned(tree))).contains(".NET 9.0.100: global.json says '9.0.100'");
    assertThat(planned(tree).recipe().start()).isEqualTo("./a");
  }

  @Test
  void one_of_several_frameworks_is_published() {
    assertThat(
            dockerfile(
                InMemoryTree.of(
                    Map.of("a.csproj", web("<TargetFrameworks>net8.0;net9.0</TargetFrameworks>")))))
        .contains("dotnet publish --no-restore -c Release -f net9.0 -o out");
  }

  @Test
  void what_runs_on_windows_only_is_refused() {
    assertThat(
            refused(
                    InMemoryTree.of(
                        Map.of(
                            "a.csproj",
                            project(
                                "Microsoft.NET.Sdk",
                                "<OutputType>Exe</OutputType>"
                                    + "<TargetFramework>net8.0-windows</TargetFramework>"))))
                .message())
        .isEqualTo("a.csproj is made for net8.0-windows, which does not run on Linux");
    assertThat(
            refused(
                    InMemoryTree.of(
                        Map.of(
                            "a.csproj",
                            project("", "<TargetFrameworkVersion>v4.8</TargetFrameworkVersion>"))))
                .message())
        .contains(".NET Framework, which runs on Windows only");
    assertThat(refused(InMemoryTree.of(Map.of("a.sln", ""))).message())
        .startsWith("no .NET project here makes a program");
  }

  @Test
  void two_programs_of_a_kind_are_warned_about() {
    assertThat(
            planned(
                    InMemoryTree.of(
                        Map.of("a/a.csproj", web(NET8), "b/b.csproj", web(NET8), "x.sln", "")))
                .warnings())
        .containsExactly(
            "b/b.csproj could be published too, and a/a.csproj is; add a Dockerfile for another"
                + " one");
  }
}
