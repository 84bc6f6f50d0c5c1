"""Reads the surefire and failsafe reports: what ran, what was skipped and why.

usage: skipped.py CONTAINERS(yes|no) CONFLUENT(yes|no)   fails when a test was skipped without a
       reason, or a container or interoperability test although what it needs is there
       skipped.py --totals                               one closing line
"""

import glob
import sys
import xml.etree.ElementTree as ElementTree


def cases():
    for path in sorted(glob.glob("*/target/surefire-reports/TEST-*.xml") + glob.glob("*/target/failsafe-reports/TEST-*.xml")):
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            yield path, case


def main():
    ran = failed = skipped = 0
    bad = []
    for path, case in cases():
        name = f"{case.get('classname')}.{case.get('name')}"
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is None:
            ran += 1
        else:
            skipped += 1
            # The reason is an attribute or the first line of an aborted assumption's trace.
            why = (skip.get("message") or (skip.text or "").strip().split("\n")[0]).strip()
            if sys.argv[1] != "--totals":
                print(f"skipped: {name}: {why or 'no reason given'}")
            engine = ("no docker", "docker is not available", "container")
            container = any(word in why.lower() for word in engine)
            interop = "confluent" in why.lower()
            if not why:
                bad.append(f"{name} was skipped without a reason")
            elif container and sys.argv[1] == "yes":
                bad.append(f"{name} was skipped although there are containers")
            elif interop and sys.argv[-1] == "yes":
                bad.append(f"{name} was skipped although Confluent's jar is there")
    if sys.argv[1] == "--totals":
        print(f"{ran} passed, {failed} failed, {skipped} skipped")
        return
    print(f"{ran} ran, {skipped} skipped")
    if ran == 0:
        bad.append("no test ran")
    for line in bad:
        print(line)
    sys.exit(bool(bad))


main()
