"""The pipe end to end on the example stream: what comes out holds together."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

EXAMPLES = os.path.join(h.ROOT, "examples")
VERDICTS = {"respond", "go", "review", "plan", "watch", "no_go"}


def example(name):
    with open(os.path.join(EXAMPLES, name), "rb") as f:
        return f.read()


def pipe(brand, data=None, *score):
    """{tool: output} of the four filters; brand None leaves -b out."""
    b = ["-b", os.path.join(EXAMPLES, brand)] if brand else []
    out = {}
    data = example("stream.jsonl") if data is None else data
    for tool, args in (("rtm-ingest", []), ("rtm-classify", b), ("rtm-score", b + list(score)), ("rtm-risk", b)):
        r = h.run(tool, *args, stdin=data)
        assert (r.code, r.err) == (0, ""), (tool, r.code, r.err)
        out[tool] = data = r.out
    return out


class WholePipe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = {brand: pipe(brand) for brand in ("pasta.json", "biscuit.json", None)}

    def opportunities(self, brand):
        records = [json.loads(line) for line in self.out[brand]["rtm-risk"].splitlines()]
        return [r for r in records if r["kind"] == "opportunity"]

    def test_every_post_is_classified_and_nothing_is_lost(self):
        for out in self.out.values():
            posts = [json.loads(line) for line in out["rtm-classify"].splitlines()]
            self.assertEqual(len(posts), out["rtm-ingest"].count(b"\n"))
            for p in posts:
                self.assertEqual("classify" in p, p["kind"] == "post")

    def test_stories_that_are_the_same_are_one_opportunity(self):
        def post(n, story, same=None):
            classify = {"story": story, "tone": {}, "sensitive": [], "claim": {"kind": "assertion"}, "moment": {"label": "breaking", "burst": 9.0}}
            if same is not None:
                classify["same_as"] = same
            return {"kind": "post", "id": "p%d" % n, "published_at": "2026-02-16T20:%02d:00Z" % n, "text": "Scossa di terremoto %d" % n,
                    "lang": "it", "source_kind": "social", "author": {"id": str(n)}, "classify": classify}
        posts = [post(1, "s:1"), post(2, "s:2"), post(3, "s:2"), post(4, "s:1", "s:2"), post(5, "s:1", "s:1"), post(6, "s:1", "s:9"), post(7, "s:1", "")]
        out = h.run("rtm-score", "--min-posts", "1", stdin="".join(json.dumps(p) + "\n" for p in posts).encode())
        self.assertEqual((out.code, out.err), (0, ""))
        found = [json.loads(line) for line in out.out.splitlines()]
        self.assertEqual([(o["id"], o["story"]["posts"]) for o in found], [("s:1", 7)])

    def test_unplanned_and_proactive_does_not_exist(self):
        for out in self.out.values():
            for line in out["rtm-classify"].splitlines():
                moment = json.loads(line).get("classify", {}).get("moment") or {}
                self.assertFalse(moment.get("predictability") == "unplanned" and moment.get("posture") == "proactive")

    def test_verdicts_are_words_and_have_reasons(self):
        for brand in self.out:
            found = self.opportunities(brand)
            self.assertTrue(found)
            for o in found:
                self.assertIn(o["risk"]["verdict"], VERDICTS)
                self.assertTrue(o["risk"]["why"])
                self.assertTrue(o["score"]["why"])

    def test_without_a_profile_nothing_goes(self):
        self.assertNotIn("go", [o["risk"]["verdict"] for o in self.opportunities(None)])

    def test_nothing_tragic_and_no_meme_goes(self):
        for brand in self.out:
            for o in self.opportunities(brand):
                tragic = any(t["tier"] in ("medium", "high", "floor") and t["id"] in ("death_injury", "disaster", "terrorism", "crime")
                             for t in o["risk"]["tags"])
                if tragic or o["story"]["moment"]["label"] == "meme":
                    self.assertNotEqual(o["risk"]["verdict"], "go", o["title"])

    def test_ranks_are_whole(self):
        for brand in self.out:
            ranks = sorted(o["score"]["rank"] for o in self.opportunities(brand))
            self.assertEqual(ranks, list(range(1, len(ranks) + 1)))

    def test_risk_leaves_the_score_alone(self):
        for out in self.out.values():
            for before, after in zip(out["rtm-score"].splitlines(), out["rtm-risk"].splitlines()):
                self.assertTrue(after.startswith(before[:-1]))

    def test_now_cuts_the_future(self):
        times = sorted(json.loads(line)["published_at"] for line in self.out[None]["rtm-ingest"].splitlines() if b'"published_at"' in line)
        middle = times[len(times) // 2]
        out = pipe("pasta.json", None, "--now", middle)
        for line in out["rtm-risk"].splitlines():
            o = json.loads(line)
            if o["kind"] == "opportunity":
                self.assertLessEqual(o["story"]["last_at"], middle)
                self.assertEqual(o["as_of"], middle)

    def test_brief_prints_each_format(self):
        for form in ("text", "md", "csv"):
            for lang in ("it", "en"):
                r = h.run("rtm-brief", "--format", form, "--lang", lang, stdin=self.out["pasta.json"]["rtm-risk"])
                self.assertEqual((r.code, r.err), (0, ""))
                self.assertGreater(r.out.count(b"\n"), 5)

    def test_another_profile_downstream_is_refused(self):
        classified = self.out["pasta.json"]["rtm-classify"]
        r = h.run("rtm-score", "-b", os.path.join(EXAMPLES, "biscuit.json"), stdin=classified)
        self.assertEqual(r.code, 2)
        self.assertIn("profile", r.err)


if __name__ == "__main__":
    h.main(WholePipe)
