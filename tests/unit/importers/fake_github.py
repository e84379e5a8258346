"""git and gh as the commands for suggestions see them."""

from collections.abc import Sequence

BOT = "github-actions[bot]"


class GitHub:
    """git and gh as the command sees them: what is there, and what was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], str]] = []
        self.comments: dict[int, str] = {}
        self.requests: list[tuple[int, str]] = []
        self.tip = ""
        self.committers = [BOT]

    def __call__(self, words: Sequence[str], stdin: str = "") -> str:
        self.calls.append((list(words), stdin))
        line = " ".join(words)
        if words[:3] == ["gh", "issue", "comment"]:
            self.comments[len(self.comments) + 1] = stdin
        elif "PATCH" in words and "/issues/comments/" in line:
            address = next(word for word in words if "/comments/" in word)
            self.comments[int(address.rpartition("/")[2])] = stdin
        elif "/comments --jq" in line:
            assert BOT in line
            return "".join(f"{number}\n" for number in self.comments)
        elif "pulls?state=all" in line:
            return "".join(f"{number} {state}\n" for number, state in self.requests)
        elif words[:3] == ["gh", "pr", "create"]:
            self.requests.insert(0, (40, "open"))
            return "https://github.example/o/r/pull/40\n"
        elif "ls-remote" in words:
            return f"{self.tip}\trefs/heads/suggestion-12\n" if self.tip else ""
        elif "/compare/" in line:
            return "\n".join(self.committers)
        elif "push" in words:
            self.tip = "1234abcd"
        return ""

    def lines(self, *words: str) -> list[list[str]]:
        return [line for line, _ in self.calls if set(words) <= set(line)]
