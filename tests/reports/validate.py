"""validate.py FOLDER: every report in the folder, N.sarif, N.junit, N.github; N.name is the policy's name.
Prints what is wrong, and as its last line `N passed, M failed`, a report each."""

import json
import os
import re
import sys
import xml.etree.ElementTree as xml

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = {"error", "warning", "note", "none"}
COMMAND = re.compile(
    r"::(error|warning|notice) (file=[^,:\n]+,)(line=\d+,)?(col=\d+,)?(endLine=\d+,)?(endColumn=\d+,)?"
    r"title=[^,:\n]+::[^\n]+"
)


def validator():
    with open(os.path.join(HERE, "sarif-schema-2.1.0.json"), encoding="utf-8") as file:
        schema = json.load(file)
    return jsonschema.Draft4Validator(schema)


def refuse_twice(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), "a key comes twice"
    return dict(pairs)


def check_sarif(text, schema):
    """The schema, and what the standard asks for in words."""
    log = json.loads(text, object_pairs_hook=refuse_twice)
    errors = [f"{list(error.path)}: {error.message[:200]}" for error in schema.iter_errors(log)]
    assert not errors, "; ".join(errors[:5])
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules)), "a rule is described twice"
    prints = set()
    states = {"baselineState" in result for result in run["results"]}
    assert len(states) <= 1, "some results have a baselineState and some have none"
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"], "ruleIndex"
        assert result["level"] in LEVELS
        assert len(result["locations"]) == 1, "a result without a place"
        assert "suppressions" in result
        mark = result["partialFingerprints"]["writ/v1"]
        assert re.fullmatch("[0-9a-f]{64}", mark) and mark not in prints, "fingerprint"
        prints.add(mark)


def check_junit(text, _):
    root = xml.fromstring(text)
    suites = root.findall("testsuite")
    assert root.tag == "testsuites" and len(suites) == 1
    cases = suites[0].findall("testcase")
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert all(all(pair) for pair in names), "a test without a name"
    for element in (root, suites[0]):
        assert int(element.get("tests")) == len(cases), "sum of tests"
        assert int(element.get("failures")) == len(suites[0].findall("testcase/failure")), "sum of failures"
        assert int(element.get("skipped")) == len(suites[0].findall("testcase/skipped")), "sum of skipped"
    again = [name for name in names if names.count(name) > 1 and name[0] != "writ.test"]
    assert not again, f"a name twice: {again[:3]}"


def check_github(text, _):
    for line in text.splitlines():
        assert COMMAND.fullmatch(line), f"no command: {line}"


def main(folder):
    schema = validator()
    checks = {".sarif": check_sarif, ".junit": check_junit, ".github": check_github}
    passed = failed = 0
    for name in sorted(os.listdir(folder)):
        number, suffix = os.path.splitext(name)
        if suffix not in checks:
            continue
        with open(os.path.join(folder, name), encoding="utf-8", newline="\n") as file:
            text = file.read()
        try:
            checks[suffix](text, schema)
            passed += 1
        except (AssertionError, ValueError, KeyError, xml.ParseError) as error:
            with open(os.path.join(folder, number.split(".")[0] + ".name"), encoding="utf-8") as file:
                print(f"{file.read().strip()}, {suffix[1:]}: {error}")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1]))
