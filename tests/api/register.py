"""The program under test: started, filled with planted words, asked for keys."""

import http.cookiejar
import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

LAYERS = ["member", "party", "steward"]
DISCLOSURES = {"public": "public", "members": "member", "coordinator": "party", "secret": "steward"}
PLANTED_AT_LEAST = 150
# Kinds whose planted records have files, one at each layer.
ATTACHED = ["seed", "project"]


def word(scope, layer):
    """What is planted at a layer of a scope: `own` and `foreign` are clusters, `whole` is none."""
    return f"zyx{scope}{layer}"


WORDS = [word(scope, layer) for scope in ("own", "foreign", "whole") for layer in LAYERS]


class Program:
    """A running server; its address is the first line that it prints."""

    def __init__(self, binary, arguments):
        self.process = subprocess.Popen([binary, *arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("http"):
            raise SystemExit(f"error: the program did not start: {line!r}")
        self.base = line.strip().rstrip("/")

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=90) != 0:
            raise SystemExit("error: the program did not end well")

    def browser(self):
        jar = http.cookiejar.CookieJar()
        return Browser(self.base, urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)))


class Browser:
    """Requests with the cookies of one visitor."""

    def __init__(self, base, opener):
        self.base, self.opener = base, opener

    def send(self, method, path, body=None, kind="application/json", headers=None):
        request = urllib.request.Request(self.base + path, data=body, method=method, headers=headers or {})
        if body is not None:
            request.add_header("Content-Type", kind)
        try:
            with self.opener.open(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def get(self, path):
        return self.send("GET", path)[1]

    def form(self, path, pairs):
        token = re.search(r'name="form-token" value="([^"]+)"', self.get(path)).group(1)
        body = urllib.parse.urlencode([("form-token", token), *pairs]).encode()
        return self.send("POST", path, body, "application/x-www-form-urlencoded")

    def create(self, plural, fields):
        """Creates a record, saying yes to every question; gives its reference, or none where a rule refuses it."""
        body, headers = json.dumps({"fields": fields}).encode(), {}
        for _ in range(2):
            status, text = self.send("POST", f"/api/v1/{plural}", body, headers=headers)
            answer = json.loads(text)
            if status == 201:
                return answer["ref"]
            if answer["code"] != "questions":
                return None
            headers = {"Enishi-Confirm": ", ".join(error["code"] for error in answer["errors"])}
        return None


    def attach(self, plural, reference, layer, text):
        """Attaches a file that says this, under a name that says it too; gives its hash."""
        parts = [f'name="layer"\r\n\r\n{layer}', f'name="file"; filename="{text}.txt"\r\nContent-Type: text/plain\r\n\r\n{text} {reference} {layer}']
        body = "".join(f"--b\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--b--\r\n"
        path, kind = f"/api/v1/{plural}/{reference}/files", "multipart/form-data; boundary=b"
        status, answer = self.send("POST", path, body.encode(), kind)
        if status != 201:
            raise SystemExit(f"error: no file could be attached to {reference}: {answer}")
        return json.loads(answer)["items"][-1]["hash"]


def title(text):
    return {"original": "ja", "ja": text}


def said(field, text):
    """This text as the value of a field; none where its values are no words."""
    if field["type"] in ("text", "long_text", "name"):
        return title(text)
    return {"line": text, "keywords": [text]}.get(field["type"])


def plant(browser):
    """Records of every kind at every disclosure, in two clusters and in none, with words at their hidden layers."""
    kinds = json.loads(browser.get("/api/v1/kinds"))["items"]
    document = json.loads(browser.get("/api/v1/openapi.json"))
    own, foreign = (
        browser.create("clusters", {"name": title(f"見本クラスター{name}"), "disclosure": "public", "sample": True})
        for name in ("甲", "乙")
    )
    records = {}
    for scope, cluster in (("own", own), ("foreign", foreign), ("whole", None)):
        for kind in kinds:
            post = document["paths"][f"/api/v1/{kind['plural']}"]["post"]
            least = post["requestBody"]["content"]["application/json"]["examples"]["least"]["value"]["fields"]
            for disclosure, level in DISCLOSURES.items():
                fields = {**least, "disclosure": disclosure, "sample": True}
                if cluster:
                    fields["held_by"] = cluster
                hidden = {}
                for field in kind["fields"]:
                    layer = max(level, field["layer"], key=["public", *LAYERS].index)
                    value = said(field, word(scope, layer)) if layer != "public" else None
                    is_words = field["name"] in least or field["layer"] != "public" or field["type"] == "keywords"
                    if value is not None and is_words:
                        hidden[field["name"]] = value
                reference = browser.create(kind["plural"], {**fields, **hidden}) if hidden else None
                if reference:
                    records.setdefault(kind["plural"], {})[reference] = []
                    if kind["name"] in ATTACHED:
                        files = [browser.attach(kind["plural"], reference, layer, word(scope, max(level, layer, key=["public", *LAYERS].index))) for layer in LAYERS]
                        records[kind["plural"]][reference] = files
    planted = sum(map(len, records.values()))
    if planted < PLANTED_AT_LEAST:
        raise SystemExit(f"error: only {planted} records with hidden words could be planted")
    return own, records


def people(browser, cluster):
    """Somebody of a company, and a coordinator of a cluster."""
    company = browser.create("organisations", {"name": title("見本会社"), "disclosure": "public", "sample": True})
    both = {}
    for name, role in (("company", {"role": "other", "organisation": company}), ("coordinator", {"role": "coordinator", "cluster": cluster})):
        person = {"name": title(f"見本 {name}"), "disclosure": "public", "sample": True}
        if name == "company":
            person["organisation"] = company
        both[name] = browser.create("people", person)
        held = {"title": title(f"見本 {name}"), "person": both[name], "disclosure": "public", "sample": True, **role}
        if browser.create("roles", held) is None:
            raise SystemExit(f"error: no role for {name}")
    return both


def key_of(program, person):
    """An API key that may write, made as that person on the page of his account."""
    browser = program.browser()
    status, _ = browser.form("/demo/sign-in", [("persona", person)])
    if status != 200:
        raise SystemExit(f"error: nobody signs in as {person} ({status})")
    pairs = [("action", "make"), ("title", "schemathesis"), ("scope", "write"), ("days", "2")]
    _, page = browser.form("/account/keys", pairs)
    return re.search(r"enishi_[0-9a-z]+", page).group(0)
