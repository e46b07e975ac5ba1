"""Holds the API against its own OpenAPI document as three kinds of caller, with words planted above what each may see.

    run.py PROGRAM [SECONDS]

A demonstration is filled, words are planted at every hidden layer of every kind, and a person of a company and a
coordinator get API keys. Then the same folder is served as for work, and schemathesis asks as the public, as the company
and as the coordinator, a third of the time each. Exit codes: 0 nothing found, 1 something, 2 usage.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from register import WORDS, Program, key_of, people, plant, word

HERE = pathlib.Path(__file__).parent
SEED = "20261121"
# Every day these kinds, which have fields of every type between them; for as long as this, all.
DAILY = ["seeds", "needs", "organisations", "people", "clusters", "projects", "tie-ups", "matches", "about"]
ALL_FROM_SECONDS = 300


def ask(base, name, key, seconds, is_daily, folder):
    """One run of schemathesis; gives whether it found nothing, and how many answers of each status it saw."""
    allowed = {"public": [], "company": [word("whole", "member")]}
    allowed["coordinator"] = allowed["company"] + [one for one in WORDS if one.startswith("zyxown")]
    counts = folder / f"{name}.json"
    environment = {
        **os.environ,
        "ENISHI_COUNTS": str(counts),
        "ENISHI_RECORDS": str(folder / "records.json"),
        "ENISHI_FORBIDDEN": ",".join(one for one in WORDS if one not in allowed[name]),
        "PYTHONPATH": str(HERE),
        "SCHEMATHESIS_HOOKS": "hooks",
    }
    tool = pathlib.Path(sys.executable).parent / "schemathesis"
    command = [tool, "--no-color", "--config-file", HERE / "schemathesis.toml", "run", f"{base}/api/v1/openapi.json"]
    command += ["--max-time", str(seconds), "--seed", SEED, "--warnings", "off"]
    command += ["--suppress-health-check", "all", "--header", f"Authorization: Bearer {key}" if key else "X-Caller: public"]
    command += [word for tag in DAILY if is_daily for word in ("--include-tag", tag)]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    answers = json.loads(counts.read_text()) if counts.exists() else {}
    if done.returncode != 0:
        print(done.stdout[-20_000:], done.stderr[-4_000:], sep="\n")
    if sum(answers.values()) < 2 * seconds:
        print(f"error: as {name} only {sum(answers.values())} answers in {seconds} s")
        return False, answers
    return done.returncode == 0, answers


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__)
        return 2
    binary, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 60
    with tempfile.TemporaryDirectory(prefix="enishi-api-") as temporary:
        folder = pathlib.Path(temporary)
        data = str(folder / "data")
        began = time.monotonic()
        demo = Program(binary, ["demo", "--port", "0", "--data", data])
        try:
            cluster, records = plant(demo.browser())
            (folder / "records.json").write_text(json.dumps(records))
            keys = {name: key_of(demo, person) for name, person in people(demo.browser(), cluster).items()}
        finally:
            demo.stop()
        planted = sum(map(len, records.values()))
        print(f"planted: {planted} records with words that are hidden, in {time.monotonic() - began:.0f} s", flush=True)
        served = Program(binary, ["serve", "--listen", "127.0.0.1:0", "--data", data])
        try:
            is_well, cases = True, 0
            for name in ("public", "company", "coordinator"):
                is_good, answers = ask(served.base, name, keys.get(name), seconds // 3, seconds < ALL_FROM_SECONDS, folder)
                by_status = ", ".join(f"{status}: {count}" for status, count in sorted(answers.items()))
                print(f"{name}: {sum(answers.values())} answers ({by_status}) {'ok' if is_good else 'FAILED'}", flush=True)
                is_well, cases = is_well and is_good, cases + sum(answers.values())
        finally:
            served.stop()
        print(f"schemathesis: {cases} answers held against the document and {len(WORDS)} planted words")
        return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
