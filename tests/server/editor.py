"""editor.py WRIT: an editor, as far as a test needs one. Each function whose name begins with test_ is one test; the
last line is `N passed, M failed`."""

import json
import os
import re
import select
import subprocess
import sys
import tempfile
import traceback

WRIT = os.path.abspath(sys.argv[1])
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
PATIENCE = 60  # seconds, for a machine that has much to do

POLICY = """policy shop "Privacy Policy" {
  controller "Shop Ltd" version "1" effective 2026-01-01 contact "shop@example.org"
}
import std.purposes
import "words.writ"
recipient partner "partners"
condition consent "you have agreed"
section use "Use" {
  support: we may use email for customer_support.
  ban:     we must not share personal to partner unless consent.
  share:   we may share email to partner notwithstanding ban.
}
"""
WORDS = 'data personal "personal information" { email "email address 📧", phone }\n'


class Editor:
    def __init__(self, *options):
        environment = {"PATH": os.environ["PATH"], "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        self.process = subprocess.Popen(
            [WRIT, "lsp", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        self.read = b""
        self.number = 0
        self.shown = {}  # uri: diagnostics

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def more(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "it does not answer"
        piece = os.read(self.process.stdout.fileno(), 65536)
        assert piece, "it has ended"
        self.read += piece

    def receive(self):
        while b"\r\n\r\n" not in self.read:
            self.more()
        header, self.read = self.read.split(b"\r\n\r\n", 1)
        length = int(re.fullmatch(rb"Content-Length: (\d+)", header).group(1))
        while len(self.read) < length:
            self.more()
        body, self.read = self.read[:length], self.read[length:]
        message = json.loads(body)
        assert message["jsonrpc"] == "2.0"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def answer(self, id):
        while True:
            message = self.receive()
            if "method" not in message:
                assert message["id"] == id, message
                return message

    def ask(self, method, params=None):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.answer(self.number)

    def start(self):
        result = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})["result"]
        self.notify("initialized", {})
        return result

    def open(self, uri, text):
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "writ", "version": 1, "text": text}},
        )

    def change(self, uri, text):
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]},
        )

    def close(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, what, uri, text, mark, inside=0):
        """Asks about the place where the mark begins in the text, or some characters behind that."""
        before = text[: text.index(mark) + inside]
        line = before.count("\n")
        units = len(before.rsplit("\n", 1)[-1].encode("utf-16-le")) // 2
        answer = self.ask(
            "textDocument/" + what,
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": units}},
        )
        return answer["result"]

    def settle(self):
        """Waits until everything that was sent is worked out: an answer that rests on it."""
        self.at("hover", "file:///nowhere", "x", "x")

    def leave(self):
        assert self.ask("shutdown")["result"] is None
        self.notify("exit")
        self.process.stdin.close()
        return self.process.wait(PATIENCE)


def folder():
    place = tempfile.mkdtemp(dir=WORK)
    with open(os.path.join(place, "words.writ"), "w", encoding="utf-8") as file:
        file.write(WORDS)
    return place, "file://" + place + "/policy.writ", "file://" + place + "/words.writ"


def slugs(diagnostics):
    return sorted(each["code"] for each in diagnostics)


def cut(text, range):
    """What a range of one line covers, by units of UTF-16."""
    line = text.split("\n")[range["start"]["line"]].encode("utf-16-le")
    assert range["start"]["line"] == range["end"]["line"]
    return line[2 * range["start"]["character"] : 2 * range["end"]["character"]].decode("utf-16-le")


def test_it_says_what_it_can_and_ends_as_it_is_told():
    editor = Editor()
    result = editor.start()
    assert result["capabilities"]["textDocumentSync"]["change"] == 1
    assert result["serverInfo"]["name"] == "writ"
    assert editor.leave() == 0


def test_an_editor_that_just_leaves_is_exit_1():
    for last in (lambda editor: editor.notify("exit"), lambda editor: None):
        editor = Editor()
        editor.start()
        last(editor)
        editor.process.stdin.close()
        assert editor.process.wait(PATIENCE) == 1


def test_findings_are_those_of_check():
    """Slugs, lines and columns are those of `writ check --format json`, whose columns are code points."""
    for policy in ("examples/ai-pool/policy.writ", "examples/ai-pool/as-published/policy.writ", "examples/shop/policy.writ"):
        path = os.path.join(ROOT, policy)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        editor = Editor()
        editor.start()
        editor.open("file://" + path, text)
        editor.settle()
        shown = editor.shown["file://" + path]
        said = json.loads(subprocess.run([WRIT, "check", path, "--format", "json"], stdout=subprocess.PIPE).stdout)
        lines = text.split("\n")

        def units(line, column):
            return len(lines[line - 1][: column - 1].encode("utf-16-le")) // 2

        wanted = sorted(
            (each["slug"], each["line"] - 1, units(each["line"], each["column"]))
            for each in said["findings"]
            if each["file"] == path and not each.get("silenced")
        )
        found = sorted((d["code"], d["range"]["start"]["line"], d["range"]["start"]["character"]) for d in shown)
        assert found == wanted, (policy, [x for x in found if x not in wanted], [x for x in wanted if x not in found])
        assert editor.leave() == 0


def test_what_is_typed_counts_and_not_the_disk():
    place, uri, words = folder()
    editor = Editor()
    editor.start()
    editor.open(uri, POLICY)
    editor.settle()
    before = slugs(editor.shown[uri])
    assert "contradiction" not in before
    editor.change(uri, POLICY.replace(" notwithstanding ban", ""))
    editor.settle()
    (found,) = [each for each in editor.shown[uri] if each["code"] == "contradiction"]
    assert found["severity"] == 1 and "help: " in found["message"]
    assert cut(POLICY, found["relatedInformation"][0]["location"]["range"]).startswith("we must not share")
    editor.change(uri, POLICY)
    editor.settle()
    assert slugs(editor.shown[uri]) == before
    # the words are imported: as they are on the disk, then as they are typed, then as they are on the disk again
    editor.open(words, WORDS.replace("phone", "telephone"))
    editor.change(uri, POLICY.replace("use email", "use telephone"))
    editor.settle()
    assert "unknown-name" not in slugs(editor.shown[uri])
    editor.close(words)
    editor.settle()
    assert "unknown-name" in slugs(editor.shown[uri])
    assert editor.leave() == 0


def test_a_part_is_shown_with_the_policy_beside_it():
    place, uri, words = folder()
    with open(os.path.join(place, "policy.writ"), "w", encoding="utf-8") as file:
        file.write(POLICY)
    editor = Editor()
    editor.start()
    editor.open(words, WORDS)
    editor.settle()
    assert "unused-term" not in [d["code"] for d in editor.shown[words] if "email" in d["message"]]
    hover = editor.at("hover", words, WORDS, "personal")
    assert "personal information" in hover["contents"]["value"]
    editor.change(words, WORDS + "data phone")
    editor.settle()
    assert editor.shown[words] or editor.shown.get(uri)
    editor.close(words)
    editor.settle()
    assert editor.shown[words] == []
    assert editor.leave() == 0


def test_columns_are_units_of_utf_16():
    uri = "untitled:Untitled-1"
    text = 'data a "📧📧" citing "é" { b "x" } data b2 "y" {c, c}\nsection s { one: we may use nothing_such. }\n'
    editor = Editor()
    editor.start()
    editor.open(uri, text)
    editor.settle()
    found = [cut(text, each["range"]) for each in editor.shown[uri] if each["code"] in ("unknown-name", "duplicate-name")]
    assert "c" in found, editor.shown[uri]
    assert editor.leave() == 0


def test_hovering_says_label_and_sentence():
    place, uri, words = folder()
    editor = Editor()
    editor.start()
    editor.open(uri, POLICY)
    hover = lambda mark, inside=0: editor.at("hover", uri, POLICY, mark, inside)["contents"]["value"]
    assert hover("email for", 2).startswith("**email address 📧** (data `personal.email`)")
    assert "email address 📧 and phone" in hover("personal to")
    assert hover("partner unless").startswith("**partners** (recipient")
    assert "you have agreed" in hover("consent.")
    assert hover("ban.\n") == "**1.2** We do not share your personal information with partners, unless you have agreed."
    assert hover("ban:").startswith("**1.2** ")
    assert hover("we may use").startswith("**1.1** We use your email address")
    assert hover("share email").startswith("**share** (action")
    assert editor.at("hover", uri, POLICY, "import") is None
    # and while the text cannot be read
    broken = POLICY.replace("support: we may", "support: we perhaps may")
    editor.change(uri, broken)
    assert editor.at("hover", uri, broken, "partner unless")["contents"]["value"].startswith("**partners**")
    assert editor.leave() == 0


def test_definitions_are_where_names_are_declared():
    place, uri, words = folder()
    editor = Editor()
    editor.start()
    editor.open(uri, POLICY)
    (found,) = editor.at("definition", uri, POLICY, "email for")
    assert found["uri"] == words and cut(WORDS, found["range"]) == "email"
    (found,) = editor.at("definition", uri, POLICY, "ban.\n")
    assert found["uri"] == uri and cut(POLICY, found["range"]) == "ban"
    (found,) = editor.at("definition", uri, POLICY, "consent.")
    assert cut(POLICY, found["range"]) == "consent"
    assert editor.at("definition", uri, POLICY, "customer_support") == []  # of the standard library
    assert editor.at("definition", uri, POLICY, "controller") == []
    assert editor.leave() == 0


def test_completion_offers_what_fits():
    place, uri, words = folder()
    editor = Editor()
    editor.start()

    def offered(sentence):
        text = POLICY.replace("support: we may use email for customer_support.", sentence)
        editor.change(uri, text)
        place = editor.at("completion", uri, text, "@@")
        return {item["label"] for item in place["items"]}

    editor.open(uri, POLICY)
    editor.settle()
    assert offered("support: we may use email to @@") >= {"partner", "us"}
    assert "consent" in offered("support: we may use email if @@")
    assert "partner" not in offered("support: we may use email if @@")
    assert "customer_support" in offered("support: we may use email for cust@@")
    assert offered("support: we may @@") >= {"use", "share", "email", "personal"}
    assert {"we", "partner"} <= offered("support: @@")
    assert {"use", "use.ban"} <= offered("support: we may use email notwithstanding @@")
    assert "std.purposes" in offered("} import @@")
    assert offered("support: you may @@") >= {"access", "erase"}
    assert editor.leave() == 0


def test_bad_input_is_told_and_ends_nothing():
    editor = Editor()
    editor.send({"jsonrpc": "2.0", "id": "a", "method": "textDocument/hover", "params": {}})
    assert editor.answer("a")["error"]["code"] == -32002
    editor.start()

    def raw(body, code, id=None):
        editor.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert editor.answer(id)["error"]["code"] == code, body

    raw(b"{", -32700)
    raw(b"", -32700)
    raw(b"\xff\xfe\x00", -32700)
    raw(b"[" * 5000, -32700)
    raw(b"[]", -32600)
    raw(b"7", -32600)
    raw(b'{"id": {}, "method": "x"}', -32600)
    raw(b'{"id": 5}', -32600, 5)
    raw(b'{"id": 6, "method": "nothing/such"}', -32601, 6)
    raw(b'{"id": 7, "method": "textDocument/hover"}', -32602, 7)
    for place in ('{"line": -1, "character": 0}', '{"line": 0.5, "character": 0}', '{"line": 1e300, "character": 0}', "[]"):
        raw(
            b'{"id": 8, "method": "textDocument/hover", "params": {"textDocument": {"uri": "x:y"}, "position": %s}}'
            % place.encode(),
            -32602,
            8,
        )
    editor.send_bytes(b"Hello: there\r\n\r\n")
    assert editor.answer(None)["error"]["code"] == -32700
    editor.send_bytes(b"Content-Type: x\r\ncontent-length:  2\r\n\r\n{}")
    assert editor.answer(None)["error"]["code"] == -32600
    length = 65 * 1024 * 1024
    editor.send_bytes(b"Content-Length: %d\r\n\r\n" % length)
    for _ in range(65):
        editor.send_bytes(b" " * (1024 * 1024))
    assert editor.answer(None)["error"]["code"] == -32600
    for method in ("nothing/such", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "$/cancelRequest"):
        for params in (None, [], 7, {}, {"textDocument": {"uri": 7}}, {"textDocument": {"uri": "x:y"}, "contentChanges": {}}):
            editor.notify(method, params)
    assert editor.at("hover", "file:///nowhere", "x", "x") is None
    # a change of what is not open, a range where whole texts are due, and places that are not there
    editor.change("x:y", "data a")
    editor.open("x:y", "data a")
    far = {"textDocument": {"uri": "x:y"}, "position": {"line": 4294967295, "character": 4294967295}}
    for what in ("hover", "definition", "completion"):
        assert "result" in editor.ask("textDocument/" + what, far)
    editor.close("x:y")
    editor.close("x:y")
    assert editor.ask("initialize", {})["error"]["code"] == -32600
    editor.ask("shutdown")
    assert editor.ask("textDocument/hover", far)["error"]["code"] == -32600
    editor.notify("exit")
    assert editor.process.wait(PATIENCE) == 0


def test_a_length_beyond_all_numbers_costs_no_memory():
    editor = Editor()
    editor.start()
    editor.send_bytes(b"Content-Length: 99999999999999999999999999\r\n\r\n" + b"x" * 1000000)
    editor.process.stdin.close()
    assert editor.process.wait(PATIENCE) == 1


def test_addresses_that_are_no_file_hurt_nobody():
    editor = Editor()
    editor.start()
    odd = ["", "/", "-", ".", "file://", "file:///", "file:///-", "file:///..", "file:///%00%zz/../a b", "file://host", "x:y"]
    for uri in odd:
        editor.open(uri, "data a\nsection s { we may use a. }\n")
    for uri in odd:
        place = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 23}}
        for what in ("hover", "definition", "completion"):
            assert "result" in editor.ask("textDocument/" + what, place)
        editor.change(uri, "data")
    editor.settle()
    assert any(each["code"] == "syntax" for each in editor.shown["x:y"])
    for uri in odd:
        editor.close(uri)
    assert editor.leave() == 0


def test_every_beginning_of_a_text_can_be_typed():
    editor = Editor()
    editor.start()
    uri = "untitled:Untitled-2"
    text = WORDS + POLICY.replace('import "words.writ"\n', "")
    editor.open(uri, "")
    for length in range(0, len(text), 7):
        editor.change(uri, text[:length])
        place = {"textDocument": {"uri": uri}, "position": {"line": text[:length].count("\n"), "character": 10000}}
        for what in ("hover", "definition", "completion"):
            assert "result" in editor.ask("textDocument/" + what, place)
    editor.change(uri, text)
    editor.settle()
    assert not [each for each in editor.shown[uri] if each["severity"] == 1]
    assert editor.leave() == 0


def resident(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def test_a_long_session_keeps_nothing():
    place, uri, words = folder()
    editor = Editor()
    editor.start()
    editor.open(uri, POLICY)
    editor.open(words, WORDS)
    after = []
    for turn in range(600):
        text = POLICY.replace("customer_support", "customer_support and security" if turn % 2 else "security")
        editor.change(uri, text if turn % 5 else text[: turn * 3 % len(text)])
        editor.at("hover", uri, POLICY, "partner unless")
        editor.at("completion", uri, POLICY, "email for", 3)
        if turn % 50 == 0:
            editor.close(words)
            editor.open(words, WORDS)
        if turn in (200, 599):
            after.append(resident(editor.process.pid))
    sanitized = "sanitize" in WRIT
    assert sanitized or after[1] < after[0] + 4 * 1024 * 1024, after
    assert editor.leave() == 0


def main():
    passed = failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            test()
            passed += 1
        except Exception:
            failed += 1
            print(name)
            traceback.print_exc(limit=3, file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


with tempfile.TemporaryDirectory() as WORK:
    status = main()
sys.exit(status)
