"""Look for inputs that break a target, led by the code that they reach: ``run.py TARGET --minutes 10``.

Inputs that reach new code gather in ``runs/fuzz/TARGET``, from which the next run goes on; one that breaks the target
is left there as ``found-…`` and ends the run. Exit code 0 when nothing was found, 1 when something was, 2 without
atheris, which has no wheel for this Python or machine.
"""

import argparse
import platform
import random
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))  # for `fuzz`, as pytest does
WHERE = "It has wheels for Python 3.11 to 3.14 on Linux (x86-64, glibc); there: uv run --group fuzz tests/fuzz/run.py"
SECONDS, MEGABYTES = 30, 3000  # that one input may take; much less is a fault already
LONGEST = 4000  # bytes of an input; many short ones find more than few long ones


def main() -> int:
    """Run a target, or all one after the other; returns the exit code."""
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--minutes", type=float, default=5, help="for each target (default: 5)")
    parser.add_argument("--seed", type=int, default=0, help="of the inputs made up (default: another one each time)")
    parser.add_argument("--corpus", type=Path, default=TESTS.parent / "runs" / "fuzz", help="default: runs/fuzz")
    args = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print(
            f"run.py: no atheris in Python {platform.python_version()} on {platform.platform()}. {WHERE}",
            file=sys.stderr,
        )
        return 2
    targets = [target for target in TARGETS if args.target in (target, "all")]
    found = [search(target, args.minutes, args.seed, args.corpus / target) for target in targets]
    return int(any(found))


def search(target: str, minutes: float, seed: int, folder: Path) -> bool:
    """Fuzz in a process of its own, which libFuzzer ends; whether anything was found."""
    from fuzz.inputs import seeds

    folder.mkdir(parents=True, exist_ok=True)
    for n, data in enumerate(seeds(target)):
        (folder / f"seed-{n}").write_bytes(data)
    cases = TESTS / "fuzz" / "corpus" / target
    options = {
        "max_total_time": round(minutes * 60),
        "timeout": SECONDS,
        "rss_limit_mb": MEGABYTES,
        "max_len": LONGEST,
        "seed": seed,
        "artifact_prefix": f"{folder}/found-",
        "print_final_stats": 1,
    }
    inner = f"import sys; sys.path.insert(0, {str(TESTS)!r}); from fuzz.run import fuzz; fuzz({target!r}, sys.argv)"
    flags = [f"-{name}={value}" for name, value in options.items()]
    folders = [str(path) for path in (folder, cases) if path.is_dir()]
    done = subprocess.run([sys.executable, "-c", inner, *flags, *folders])
    if done.returncode:
        print(f"run.py: {target} is broken by an input in {folder}; keep it in {cases}", file=sys.stderr)
    return bool(done.returncode)


def fuzz(target: str, argv: list[str]) -> None:
    """Hand a target to libFuzzer; never returns."""
    import atheris

    with atheris.instrument_imports(include=["seedlib"]):
        from fuzz.targets import TARGETS
    atheris.Setup(argv, TARGETS[target], custom_mutator=mutate)
    atheris.Fuzz()


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Half of the time a piece of a hostile article put in between two characters, else whatever libFuzzer does."""
    import atheris
    from fuzz.inputs import PIECES

    chance = random.Random(seed)
    if chance.random() < 0.5:
        return bytes(atheris.Mutate(data, longest))
    text = data.decode("utf-8", "surrogateescape")
    start = chance.randint(0, len(text))
    end = start + chance.choice([0, 0, 1, 5])
    pieces = "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 5)))
    return (text[:start] + pieces + text[end:]).encode("utf-8", "surrogateescape")[:longest]


if __name__ == "__main__":
    sys.exit(main())
