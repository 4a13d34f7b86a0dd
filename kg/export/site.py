"""Write a graph as a static site: a map, a page for each concept, study lists and a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment, FunctionLoader

from kg.errors import NotFoundError
from kg.export.file_names import name_files
from kg.learn.study import study_list
from kg.map.arrangement import stages_with_titles
from kg.map.bundle import bundle_modules, content_policy, read_asset, read_colours, read_minisearch
from kg.map.labels import clean, visible
from kg.map.layout import group_kinds, group_lanes
from kg.map.page import as_json, map_page
from kg.map.scene_table import typeset_citation
from kg.map.statements import CitedText, cited_attributes, cited_flags
from kg.model.attributes import STATUS_WORDS
from kg.model.graph import cite
from kg.store import Key, Store, StoredEdge
from kg.text.phrasing import capitalise

MAX_STUDY_LISTS = 40
"""Maximum number of study lists; further stages or kinds have none."""

MAX_LIST_ITEMS = 24
"""Maximum number of concepts in a study list of a site."""

PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "mls": "http://www.w3.org/ns/mls#",
    "schema": "http://schema.org/",
}
"""The vocabularies whose terms kinds and relations may be the same as, by their prefixes."""


@dataclass(frozen=True, slots=True)
class SiteSection:
    """A section of the contents: the concepts of a stage, or of a kind outside all stages.

    Attributes:
        title: its heading.
        anchor: the heading's anchor; also the name of the study list's file.
        keys: its concepts, in order.
        stage: the concept that is the stage; None for a kind.
    """

    title: str
    anchor: str
    keys: tuple[Key, ...]
    stage: Key | None = None


def site_pages(store: Store, *, title: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the files of a site: path within the site's folder, with slashes, and text.

    Links are relative, so the folder works anywhere, also without a server. The same graph gives
    the same files in the same order.

    Args:
        store: the graph.
        title: title of the site; the graph's own title if None.
    """
    site = _SiteWriter(store, visible(store.title if title is None else title, "Map"))
    yield "style.css", read_colours() + read_asset("pages/style.css")
    pages = {key: site.entry(key)["file"] for key in site.concepts}
    yield "map.html", map_page(store, title=title, pages=pages)
    yield "search.html", site.search()
    yield from site.lists()  # before the contents, which link to them
    yield "index.html", site.index()
    yield from site.concept_pages()


class _SiteWriter:
    """Writes the pages of a site; holds the graph, read once."""

    def __init__(self, store: Store, title: str) -> None:
        self.store, self.title = store, title
        self.concepts = dict(sorted(store.concepts(store.keys()).items()))
        self.edges = store.edges()
        self.files = name_files(concept.id for concept in self.concepts.values())
        self.sections = self._sections()
        self.study_lists: list[dict[str, str]] = []
        self.templates = Environment(
            autoescape=True,
            loader=FunctionLoader(read_asset),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters.update(as_json=as_json)

    def _sections(self) -> list[SiteSection]:
        """Return the sections of the contents: stages in order, then other concepts by kind."""
        stages, titles = stages_with_titles(self.store, self.edges)
        sections: list[SiteSection] = []
        groups = group_kinds(self.store.vocabulary, self.concepts)
        if stages is not None:
            lanes, groups = group_lanes(
                stages, self.store.vocabulary, self.concepts, self.edges, titles
            )
            sections = [SiteSection(lane.title, "", lane.members, lane.stage) for lane in lanes]
        sections += [SiteSection(capitalise(clean(g.title)), "", g.members) for g in groups]
        return [
            SiteSection(section.title, f"part-{n}", section.keys, section.stage)
            for n, section in enumerate(sections, 1)
        ]

    @cached_property
    def edges_at(self) -> Mapping[Key, list[StoredEdge]]:
        """The edges at each concept, either way."""
        found: dict[Key, list[StoredEdge]] = {key: [] for key in self.concepts}
        for edge in self.edges:
            found[edge.subject].append(edge)
            if edge.object != edge.subject:
                found[edge.object].append(edge)
        return found

    def page(self, template: str, *, root: str, scripts: Sequence[str] = (), **values: Any) -> str:
        """Return a page.

        Args:
            template: file name of its template.
            root: relative path from the page to the site's folder.
            scripts: texts of its scripts.
            values: further variables of the template.
        """
        return self.templates.get_template(f"pages/{template}").render(
            site=self.title,
            root=root,
            csp=content_policy((), scripts, has_neighbours=True),
            scripts=scripts,
            description=clean(self.store.description),
            **values,
        )

    def entry(self, key: Key) -> dict[str, str]:
        """Return a concept as lists show it, for a template."""
        concept = self.concepts[key]
        return {
            "name": visible(concept.name, concept.id),
            "kind": clean(concept.kind),
            "says": clean(concept.definition),
            "mark": STATUS_WORDS["background"] if concept.is_beyond_deck else "",
            "file": f"concepts/{self.files[concept.id]}.html",
        }

    def index(self) -> str:
        """Return the page with the contents."""
        return self.page(
            "index.html",
            root="",
            counts=f"{len(self.concepts)} concepts, {len(self.edges)} links",
            sections=[
                {
                    "title": section.title,
                    "anchor": section.anchor,
                    "stage": None if section.stage is None else self.entry(section.stage),
                    "entries": [self.entry(key) for key in section.keys],
                }
                for section in self.sections
            ],
            lists=self.study_lists,
        )

    def search(self) -> str:
        """Return the search page, which carries everything that it searches."""
        records = [
            {
                "id": n,
                "aliases": [clean(alias) for alias in concept.aliases],
                "hidden": [clean(phrase) for phrase in concept.hidden],
                "summary": clean(concept.definition),
                "background": clean(concept.background),
                **{name: self.entry(key)[name] for name in ("name", "kind", "file")},
            }
            for n, (key, concept) in enumerate(self.concepts.items())
        ]
        scripts = [read_minisearch(), bundle_modules("search_page.js")]
        return self.page("search.html", root="", scripts=scripts, records=records)

    def lists(self) -> Iterator[tuple[str, str]]:
        """Yield a study list for each stage, or for each kind if there are no stages."""
        staged = [section for section in self.sections if section.stage is not None]
        for section in (staged or self.sections)[:MAX_STUDY_LISTS]:
            topic = section.title
            if section.stage is not None:
                topic = self.concepts[section.stage].name
            try:
                listed = study_list(topic, self.store, MAX_LIST_ITEMS)
            except NotFoundError:
                continue  # a kind that no question can ask for
            if len(listed.items) < 2:
                continue
            file = f"study/{section.anchor}.html"
            self.study_lists.append({"title": section.title, "file": file})
            items = [
                {
                    "name": visible(item.concept.name, item.concept.id),
                    "kind": clean(item.concept.kind),
                    "minutes": item.minutes,
                    "says": clean(item.concept.summary),
                    "background": clean(item.concept.background),
                    "why": clean(f"{capitalise(item.explanation)}."),
                    "file": f"concepts/{self.files[item.concept.id]}.html",
                }
                for item in listed.items
            ]
            yield file, self.page("study.html", root="../", topic=section.title, items=items)

    def concept_pages(self) -> Iterator[tuple[str, str]]:
        """Yield a page for each concept, in the order of the contents."""
        home = {key: section for section in self.sections for key in section.keys}
        home |= {s.stage: s for s in self.sections if s.stage is not None}
        order = [
            key
            for section in self.sections
            for key in ([] if section.stage is None else [section.stage]) + list(section.keys)
            if key in self.concepts
        ]
        for n, key in enumerate(order):
            concept = self.concepts[key]
            section = home[key]
            yield (
                self.entry(key)["file"],
                self.page(
                    "concept.html",
                    root="../",
                    concept={
                        **self.entry(key),
                        "slug": clean(concept.id),
                        "aliases": [clean(alias) for alias in concept.aliases],
                        "summary": clean(concept.summary),
                        "background": clean(concept.background),
                        "facts": _cited(cited_attributes(concept)),
                        "flags": _cited(cited_flags(concept)),
                        "source": capitalise(cite(typeset_citation(clean(concept.citation)))),
                    },
                    section=section,
                    groups=self._groups(key),
                    before=self.entry(order[n - 1]) if n else None,
                    after=self.entry(order[n + 1]) if n + 1 < len(order) else None,
                    data=self._json_ld(key),
                ),
            )

    def _groups(self, key: Key) -> list[dict[str, Any]]:
        """Return a concept's edges by relation, for a template: first those that start at it.

        Titles are worded as read from the concept.
        """
        relations = list(self.store.vocabulary.relations)
        groups: dict[tuple[bool, int, str], dict[str, Any]] = {}
        for edge in self.edges_at[key]:
            relation = self.store.relation(edge.relation)
            inward = edge.subject != key and not relation.symmetric
            place = relations.index(edge.relation) if edge.relation in relations else len(relations)
            title = relation.into if edge.subject != key else relation.out
            group = groups.setdefault(
                (inward, place, edge.relation), {"title": capitalise(clean(title)), "ends": []}
            )
            end = self.entry(edge.other_end(key))
            group["ends"].append(
                {
                    **end,
                    "source": cite(typeset_citation(clean(edge.citation))),
                    "status": edge.status,
                    "mark": STATUS_WORDS[edge.status],
                    "qualifiers": clean(edge.qualifiers.text()),
                }
            )
        return [group for _, group in sorted(groups.items())]

    def _json_ld(self, key: Key) -> dict[str, Any]:
        """Return a concept as JSON-LD in schema.org's terms, and those of SKOS and ML-Schema.

        It holds only what the deck says and what follows from that: neither background, nor edges
        that hold under conditions, which it has no words for. Of the edges it has those whose
        relation has a term.
        """
        concept = self.concepts[key]
        kind = self.store.vocabulary.kinds.get(concept.kind)
        types = ["DefinedTerm", *([kind.same_as] if kind and kind.same_as else [])]
        links: dict[str, list[dict[str, str]]] = {}
        for edge in self.edges_at[key]:
            relation = self.store.relation(edge.relation)
            is_from_here = edge.subject == key or relation.symmetric
            holds = edge.status != "background" and not edge.qualifiers.conditions
            if relation.same_as and is_from_here and holds:
                end = self.entry(edge.other_end(key))
                target = {"@id": end["file"].removeprefix("concepts/"), "name": end["name"]}
                links.setdefault(relation.same_as, []).append(target)
        used = {term.partition(":")[0] for term in (*types, *links)}
        prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix in used}
        data = {
            "@context": ["https://schema.org", prefixes] if prefixes else "https://schema.org",
            "@id": f"{self.files[concept.id]}.html",
            "@type": types if len(types) > 1 else types[0],
            "name": clean(concept.name),
            "termCode": clean(concept.id),
            "alternateName": [clean(alias) for alias in concept.aliases],
            "description": clean(concept.summary),
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "name": self.title,
                "url": "../index.html",
            },
            **links,
        }
        return {name: value for name, value in data.items() if value}


def _cited(texts: Sequence[CitedText]) -> list[dict[str, str]]:
    """Return texts with their citations as printed, for a template."""
    return [{"text": text, "source": cite(typeset_citation(source))} for text, source in texts]
