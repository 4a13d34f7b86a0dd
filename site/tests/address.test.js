import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress } from "../kg_site/state/address.js";
import { createState } from "../kg_site/state/page_state.js";
import { makeGraph, randomFrom } from "./graphs.js";

const VIEWS = ["stages", "web", "around", "table", "path", "study"];
const DEFAULTS = { view: "stages", hops: 1 };
const NOTHING = { selected: null, view: null, hops: null, start: null, goal: null, topic: null };
const graph = makeGraph(
  ["Recall", { name: "Odd", slug: "a;b=c&d#e%41" }, { name: "Ü", slug: "ü-ber" }],
  [],
);

test("an address leads back to the state that it was made from", () => {
  const random = randomFrom(7);
  const pick = (values) => values[Math.floor(random() * values.length)];
  for (let round = 0; round < 500; round += 1) {
    const view = pick(VIEWS);
    const state = {
      view,
      selected: pick([null, 0, 1, 2]),
      hops: view === "around" ? pick([1, 2, 3]) : 1,
      start: view === "path" ? pick([null, 0, 1, 2]) : null,
      goal: view === "path" ? pick([null, 0, 1, 2]) : null,
      topic: view === "study" ? pick([null, "recall", "~picks", "~kind a;b=c", "ü&%"]) : null,
    };
    const fragment = formatAddress(state, graph, DEFAULTS);
    const parsed = parseAddress(fragment, graph, VIEWS);
    assert.deepEqual(
      { ...parsed, view: parsed.view ?? DEFAULTS.view, hops: parsed.hops ?? DEFAULTS.hops },
      state,
    );
  }
});

test("a state in which everything is as usual has no address", () => {
  const state = { view: "stages", selected: null, hops: 1, start: 1, goal: 2, topic: "recall" };
  assert.equal(formatAddress(state, graph, DEFAULTS), "");
});

test("an address that can be read by people", () => {
  const state = { view: "around", selected: 0, hops: 2, start: null, goal: null, topic: null };
  assert.equal(formatAddress(state, graph, DEFAULTS), "#recall;view=around;hops=2");
});

test("parts that an address does not name, or names wrongly, are null", () => {
  for (const fragment of [
    "",
    "#",
    "#nothing",
    "#%E0%A4%A",
    "#__proto__",
    "#;view=",
    "#;view=x;hops=9",
    "#;from=nobody",
  ]) {
    assert.deepEqual(parseAddress(fragment, graph, VIEWS), NOTHING, fragment);
  }
});

test("a view that the page does not have is not opened", () => {
  assert.equal(parseAddress("#;view=stages", graph, VIEWS.slice(1)).view, null);
});

test("a state calls the listeners of what has changed, and no others", () => {
  const state = createState({ view: "web", hops: 1, selected: null });
  const calls = [];
  state.on(["view", "hops"], () => calls.push("view or hops"));
  state.on(["selected"], () => calls.push("selected"));
  state.set({ view: "web", selected: null });
  assert.deepEqual(calls, []);
  state.set({ view: "table", hops: 2 });
  assert.deepEqual(calls, ["view or hops"]);
  assert.deepEqual([state.view, state.hops, state.selected], ["table", 2, null]);
  state.set({ selected: 3, hops: 2 });
  assert.deepEqual(calls, ["view or hops", "selected"]);
});
