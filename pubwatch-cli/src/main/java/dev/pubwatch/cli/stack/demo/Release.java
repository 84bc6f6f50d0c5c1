package dev.pubwatch.cli.stack.demo;

/**
 * One version of a package.
 *
 * @param owner account or scope that holds it
 * @param name of the package
 * @param version of the release
 * @param installScript whether installing it runs a script
 * @param dependencies how many direct ones
 */
record Release(String owner, String name, String version, boolean installScript, int dependencies) {

  static Release of(String owner, String name, String version) {
    return new Release(owner, name, version, false, 3);
  }

  Release withInstallScript() {
    return new Release(owner, name, version, true, dependencies);
  }

  String project() {
    return Cast.packageUrl(name);
  }
}
