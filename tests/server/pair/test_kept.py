"""What two people shared can be read and saved after they ended, for the days they agreed on."""

from __future__ import annotations

from tests.server.pair.two import Two, ask


async def test_what_was_shared_is_there_for_both_until_its_days_are_over(two: Two) -> None:
    pair = f"/api/pairs/{two.pair.id}"
    await two.sign(save_days=90)
    for number in range(3):
        await ask(two.maras, "PUT", f"{pair}/messages/message-{number}", {"body": f"Word {number}"}, 201)
    await ask(two.daniels, "POST", f"{pair}/goals", {"title": "Lead the crossing project"})
    await ask(two.daniels, "POST", f"{pair}/ideas", {"title": "Later", "visibility": "mine"})
    await ask(two.daniels, "POST", f"{pair}/notes", {"body": "Ask about the winter"})
    assert (await ask(two.maras, "GET", f"{pair}/kept"))["until"] is None
    await ask(two.maras, "POST", f"{pair}/end", {}, 204)
    for browser, own in ((two.maras, 0), (two.daniels, 1)):
        kept = await ask(browser, "GET", f"{pair}/kept")
        assert [each["body"] for each in kept["messages"]] == ["Word 0", "Word 1", "Word 2"]
        assert [each["title"] for each in kept["goals"]] == ["Lead the crossing project"]
        assert (len(kept["ideas"]), len(kept["notes"])) == (own, own)
    await two.days_pass(89)
    assert len((await ask(two.daniels, "GET", f"{pair}/kept"))["messages"]) == 3
    await two.days_pass(1)
    assert (await ask(two.daniels, "GET", f"{pair}/kept", status=410))["code"] == "shared_gone"
