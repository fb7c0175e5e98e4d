"""rtm-learn and rtm-classify --model from outside."""
import json
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

GOOD = ["che bella giornata", "grazie, siete stati bravissimi", "una cena magnifica"]
BAD = ["il treno non parte mai", "assistenza inesistente", "due ore di coda"]


def labelled(n, label="umore"):
    rng = random.Random(n)
    for i in range(n):
        text = rng.choice((GOOD, BAD)[i % 2]) + " " + rng.choice(["oggi", "ieri", "a Bari", "di nuovo", "davvero"])
        yield h.post(i + 1, text, ',"labels":{"%s":"%s"}' % (label, ("bene", "male")[i % 2]))


class Learn(unittest.TestCase):
    def setUp(self):
        self.folder = h.Temporary()
        self.addCleanup(self.folder.__exit__, None, None, None)
        self.path = self.folder.__enter__().path
        self.model = os.path.join(self.path, "umore.model")
        self.posts = b"".join(line + b"\n" for line in labelled(120))
        r = self.train(self.posts)
        self.assertEqual((r.code, r.err), (0, ""))
        self.said = r.out.decode()

    def train(self, posts, label="umore"):
        return h.run("rtm-learn", "train", "--label", label, "-o", self.model, stdin=posts)

    def test_train_tells_how_good_it_is(self):
        self.assertRegex(self.said, r"^held out, five folds: 120 posts: accuracy (0\.\d+|1\.000), macro-F1 ")
        self.assertIn(" bene ", self.said)

    def test_same_posts_same_model(self):
        with open(self.model, "rb") as f:
            first = f.read()
        self.train(self.posts)
        with open(self.model, "rb") as f:
            self.assertEqual(f.read(), first)

    def test_figures_of_test_are_json(self):
        r = h.run("rtm-learn", "test", "--label", "umore", "-m", self.model, stdin=self.posts)
        figures = json.loads(r.out)
        self.assertEqual((r.code, r.err, figures["n"]), (0, "", 120))
        self.assertGreater(figures["macro_f1"], 0.95)
        self.assertEqual(sum(map(sum, figures["confusion"])), 120)
        self.assertEqual([c["value"] for c in figures["classes"]], ["bene", "male"])

    def test_a_value_that_the_model_does_not_know_is_wrong(self):
        other = h.post(1, "che bella giornata", ',"labels":{"umore":"altro"}') + b"\n"
        figures = json.loads(h.run("rtm-learn", "test", "-m", self.model, stdin=other).out)
        self.assertEqual((figures["accuracy"], figures["classes"][2]["value"]), (0, "altro"))

    def test_classify_adds_the_label(self):
        r = h.run("rtm-classify", "--model", self.model, stdin=h.post(1, "che bella cena") + b"\n")
        label = r.records()[0]["classify"]["labels"]["umore"]
        self.assertEqual((r.code, r.err, label["value"]), (0, "", "bene"))
        self.assertTrue(0.5 < label["p"] <= 1)

    def test_without_a_model_there_are_no_labels(self):
        self.assertNotIn("labels", h.run("rtm-classify", stdin=h.post()).records()[0]["classify"])

    def test_a_damaged_model_is_refused_in_one_line(self):
        with open(self.model, "rb") as f:
            data = f.read()
        for bad in (data[:len(data) // 2], data.replace(b"\t2.2\n", b"\t7.1\n", 1), b"", b"{}\n", data[:300] + b"!" + data[301:]):
            with open(self.model, "wb") as f:
                f.write(bad)
            for command in (("rtm-classify", "--model", self.model), ("rtm-learn", "test", "-m", self.model)):
                r = h.run(*command, stdin=self.posts)
                self.assertEqual((r.code, r.out, r.err.count("\n")), (2, b"", 1), r.err)
                self.assertIn(self.model, r.err)

    def test_two_models_for_one_label_are_refused(self):
        r = h.run("rtm-classify", "--model", self.model, "--model", self.model)
        self.assertEqual((r.code, r.err), (2, "rtm-classify: two models for the label 'umore'\n"))

    def test_too_little_to_learn_from_is_said(self):
        for posts, said in ((b"", "no post has a value"), (h.post() + b"\n", "no post has a value"),
                            (b"\n".join(labelled(12)), "at least 10 are needed"),
                            (b"\n".join(list(labelled(60))[::2]), "one value only")):
            r = self.train(posts)
            self.assertEqual(r.code, 2)
            self.assertIn(said, r.err)

    def test_odd_labels_are_no_labels(self):
        odd = [',"labels":{"umore":null}', ',"labels":{"umore":["bene"]}', ',"labels":7', ',"labels":{"umore":""}']
        extra = b"".join(h.post(500 + i, more=more) + b"\n" for i, more in enumerate(odd))
        self.assertIn("120 posts", self.train(self.posts + extra).out.decode())


if __name__ == "__main__":
    h.main(Learn)
