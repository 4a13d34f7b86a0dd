from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text.normal_forms import initialism, normalise, slug, squash, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("  Mean \t squared\nerror ", "mean squared error", id="spaces"),
        pytest.param("low-code/no_code", "low code no code", id="separators"),
        pytest.param("R²", "r2", id="superscript"),
        pytest.param("Ⅳ ﬁt ＡＷＳ", "iv fit aws", id="compatibility"),
        pytest.param("Café", "cafe", id="accent composed"),
        pytest.param("Cafe\u0301", "cafe", id="accent combining"),
        pytest.param("Z\u0351\u036b\u0343algo", "zalgo", id="many marks"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("İstanbul", "istanbul", id="dotted capital i"),
        pytest.param("ΟΔΟΣ οδός", "οδοσ οδοσ", id="final sigma"),
        pytest.param("don't", "dont", id="apostrophe"),
        pytest.param("don’t", "dont", id="typographic apostrophe"),
        pytest.param("donʼt", "dont", id="modifier apostrophe"),
        pytest.param("SageMaker's jobs", "sagemaker jobs", id="possessive"),
        pytest.param("the models' data", "the models data", id="plural possessive"),
        pytest.param("'quoted'", "quoted", id="quotes"),
        pytest.param("ʼOumuamua", "oumuamua", id="modifier apostrophe at the start"),
        pytest.param("'s ten's-a tens's", "s ten a tens", id="s behind an apostrophe"),
        pytest.param("it'so", "itso", id="no possessive"),
        pytest.param("C++ and C#", "c++ and c#", id="c++ c#"),
        pytest.param("(C++), C#.", "c++ c#", id="c++ c# beside marks"),
        pytest.param("C++-based", "c++ based", id="c++ before hyphen"),
        pytest.param("a+b a++b #1", "a b a b 1", id="plus and hash elsewhere"),
        pytest.param("hyper\u00adpara\u200bmeter", "hyperparameter", id="invisible characters"),
        pytest.param("\ufeffML", "ml", id="byte order mark"),
        pytest.param("❤\ufe0f 1\ufe0f\u20e3 →", "1", id="emoji"),
        pytest.param("a\0b", "a b", id="nul"),
        pytest.param("\udcff\ud800x", "x", id="lone surrogates"),
        pytest.param("МОДЕЛЬ", "модель", id="cyrillic"),
        pytest.param("مُحَمَّد", "محمد", id="arabic vowels"),
        pytest.param("שָׁלוֹם בית־ספר", "שלום בית ספר", id="hebrew points, maqaf"),
        pytest.param("機械学習、モデル", "機械学習 モテ\u3099ル", id="japanese"),
        pytest.param("हिन्दी।", "हिन्दी", id="hindi"),
        pytest.param("ผู้เรียน", "ผู้เรียน", id="thai"),
        pytest.param("한국어 모델", unicodedata.normalize("NFD", "한국어 모델"), id="korean"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("दिन", "दान"), ("カード", "ガード"), ("C++", "C"), ("C#", "C"), ("R2", "R"), ("काल", "कल")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(alphabet=st.characters()))
@example("ŉ'")
@example("a''s")
@example("a+\u0301+b")
@example("+\u094d'#")
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == " ".join(once.split())
    assert not any(c.isupper() for c in once if unicodedata.category(c) == "Lu")


def test_normalise_is_idempotent_on_every_letter_and_mark() -> None:
    once = normalise(" ".join(f"a{chr(i)}b" for i in range(0x20000)))
    assert normalise(once) == once


@given(st.text())
def test_composed_and_decomposed_text_agree(text: str) -> None:
    forms = {normalise(unicodedata.normalize(f, text)) for f in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {normalise(text)}


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_and_other_text_are_normalised_alike(text: str) -> None:
    # With a word in another script the whole text takes the slow path.
    assert normalise(text + " ж") == f"{normalise(text)} ж".strip()


@given(st.text())
def test_words_joined_are_the_normalised_text(text: str) -> None:
    assert " ".join(words(text)) == normalise(text)
    assert all(normalise(word) == word for word in words(text))
    assert len(stems(text)) == len(words(text))


@pytest.mark.parametrize(
    "same",
    [
        ("tunes", "tuning", "tuned", "tune"),
        ("model", "models"),
        ("predict", "predicts", "predicting", "predicted"),
        ("deploy", "deploys", "deployed"),
    ],
    ids=lambda same: same[0],
)
def test_stem(same: tuple[str, ...]) -> None:
    assert len({stem(word) for word in same}) == 1


@pytest.mark.parametrize("word", ["c++", "c#", "r2", "", "модель", "机器学习"])
def test_stem_leaves_other_words(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    "ways",
    [
        ("Feature Store", "feature-store", "FeatureStore", "feature_store"),
        ("CI/CD", "cicd", "C I C D"),
        ("AutoML", "Auto ML"),
    ],
    ids=lambda ways: ways[0],
)
def test_squash(ways: tuple[str, ...]) -> None:
    assert len({squash(way) for way in ways}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mean squared error", "mse"),
        ("CI/CD", "cc"),
        ("Recall", None),
        ("", None),
        ("!!!", None),
        ("Élan vital", "ev"),
    ],
)
def test_initialism(text: str, expected: str | None) -> None:
    assert initialism(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CI/CD", "ci-cd"),
        ("C", "c"),
        ("C#", "c-sharp"),
        ("C++", "c-plus-plus"),
        ("R squared", "r-squared"),
        ("Low-code no-code (LCNC)", "low-code-no-code-lcnc"),
        ("→", "x161660030a"),
        ("", "xe3b0c44298"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """The last two are the start of SHA-256: `printf '→' | sha256sum`."""
    assert slug(name) == expected


@given(st.text(alphabet=st.characters()))
def test_slug_is_never_empty_and_safe(name: str) -> None:
    made = slug(name)
    assert made
    assert not set(made) & set(" +#/\\'\"<>&\n\0")
    assert slug(normalise(name)) == made or not normalise(name)


def test_names_without_letters_have_different_slugs() -> None:
    assert len({slug(name) for name in ("→", "←", "❤", "", " ")}) == 5
