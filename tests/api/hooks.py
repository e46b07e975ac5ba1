"""What schemathesis is told beside the OpenAPI document: which records there are, and that no planted word that is hidden
from the caller comes back.

ENISHI_FORBIDDEN holds the words, parted by commas; ENISHI_RECORDS names a file with references and hashes by kind; the counts of
answers go to the file in ENISHI_COUNTS.
"""

import atexit
import json
import os
import pathlib
import zlib
from collections import Counter

import schemathesis
from schemathesis.generation.modes import GenerationMode

FORBIDDEN = [word for word in os.environ["ENISHI_FORBIDDEN"].split(",") if word]
RECORDS = json.loads(pathlib.Path(os.environ["ENISHI_RECORDS"]).read_text(encoding="utf-8"))
COUNTS = Counter()
# Of so many generated references one stays as it is; the others name a record that there is.
KEPT = 4


def pick(choices, drawn):
    """One of the choices, by what was drawn; none where it stays as it is."""
    number = zlib.crc32(str(drawn).encode("utf-8", "replace"))
    return choices[number // KEPT % len(choices)] if choices and number % KEPT else None


def is_lawful(case, part):
    """Whether a part of the request was meant to be lawful."""
    found = [info for place, info in case.meta.components.items() if place.value == part] if case.meta else []
    return not found or found[0].mode == GenerationMode.POSITIVE


@schemathesis.hook
def before_call(context, case, kwargs):
    """Names records, files and marks that there are: a reference that nobody has shows little."""
    path = case.path_parameters or {}
    if "ref" in path and is_lawful(case, "path"):
        records = RECORDS.get(case.operation.path.split("/")[3], {})
        reference = pick(sorted(records), path["ref"])
        if reference:
            path["ref"] = reference
            if "hash" in path and records[reference]:
                path["hash"] = records[reference][0]
    if case.headers and "If-Match" in case.headers and is_lawful(case, "header"):
        case.headers["If-Match"] = pick(["*"], case.headers["If-Match"]) or case.headers["If-Match"]
    if isinstance(case.body, dict) and case.operation.path == "/api/v1/matches" and is_lawful(case, "body"):
        for name, plural in (("need", "needs"), ("seed", "seeds"), ("why_not", "seeds")):
            if isinstance(case.body.get(name), str):
                case.body[name] = pick(sorted(RECORDS.get(plural, {})), case.body[name]) or case.body[name]


@schemathesis.check
def no_hidden_word(ctx, response, case):
    """Fails when a word from above the caller's layer is in a body or a header."""
    COUNTS[str(response.status_code)] += 1
    headers = "\n".join(f"{name}: {value}" for name, values in response.headers.items() for value in values)
    answer = headers + "\n" + response.content.decode("utf-8", "replace")
    told = [word for word in FORBIDDEN if word in answer]
    if told:
        raise AssertionError(f"hidden from this caller and told: {', '.join(told)}")


@atexit.register
def keep_counts():
    """Keeps how many answers there were, by status."""
    with open(os.environ["ENISHI_COUNTS"], "w", encoding="utf-8") as file:
        json.dump(COUNTS, file)
