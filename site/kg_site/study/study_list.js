// Learning order: what is related to a topic, each concept after those that it builds on. The same
// lists as `kg study` gives, from the edges that the page has.

import { byCodePoint, compareEdges, farEnd } from "../graph/graph.js";
import { route, tell } from "../graph/route.js";

const DAMPING = 0.85; // of personalised PageRank (Brin & Page 1998)
const HOPS = 3;
const REACH = 5000; // concepts looked at
const ROUNDS = 200;
const STILL = 1e-9; // ranks that move less in all are settled
const FAR_SHARE = 0.25; // of the closest neighbour's rank, from which a farther concept is worth a place

// seeds: Map of concepts' numbers to their weights. Returns items in order:
// [{ node, reason, place, before }], before being those of the list to meet first.
export function studyList(graph, seeds, limit) {
  const ranks = related(graph, seeds);
  const first = [...seeds.keys()].sort((a, b) => seeds.get(b) - seeds.get(a) || a - b);
  const near = new Set(neighbourhood(graph, first, 1));
  const byRank = [...ranks.keys()];
  const others = [...byRank.filter((id) => near.has(id)), ...byRank.filter((id) => !near.has(id))];
  const closest = Math.max(0, ...[...near].filter((id) => !seeds.has(id)).map((id) => ranks.get(id)));
  const worth = others.filter((id) => near.has(id) || ranks.get(id) >= FAR_SHARE * closest);
  const chosen = [...new Set([...first, ...worth])].slice(0, limit);
  return orderOf(graph, chosen, ranks, seeds);
}

// Just these concepts in learning order, as items.
export function orderOf(graph, ids, ranks, seeds) {
  const inside = new Set(ids);
  const before = buildsOn(graph, ids, inside);
  const rank = (id) => ranks.get(id) ?? 0;
  const circles = circleOf(before);
  const name = (some) =>
    oxford(
      some
        .sort((a, b) => rank(b) - rank(a) || a - b)
        .slice(0, 3)
        .map((one) => graph.node(one).name),
    );
  const placed = new Set();
  return learningOrder(graph, before, rank).map((id) => {
    const based = before.get(id).filter((one) => placed.has(one));
    const circle = ids.filter((one) => one !== id && circles.get(one) === circles.get(id));
    placed.add(id);
    const told = [];
    if (based.length) told.push(`after ${name(based)}`);
    if (circle.length) told.push(`in a circle with ${name(circle)}`);
    return {
      node: graph.node(id),
      reason: reasonFor(graph, id, seeds, inside),
      place: told.join(", ") || "no prerequisites in this list",
      before: before.get(id),
    };
  });
}

// For each concept those of the list to meet before it, also where others lie between, unless that
// would close a circle.
function buildsOn(graph, ids, inside) {
  const near = new Map(ids.map((id) => [id, nearestBases(graph, id, inside)]));
  const circles = circleOf(near);
  const members = new Map();
  for (const [id, circle] of circles) members.set(circle, [...(members.get(circle) ?? []), id]);
  return new Map(
    ids.map((id) => {
      const own = prerequisites(graph, id).filter((one) => inside.has(one));
      const apart = near.get(id).filter((one) => circles.get(one) !== circles.get(id));
      // A circle below a concept comes before it whole.
      return [id, [...new Set([...own, ...apart.flatMap((one) => members.get(circles.get(one)))])]];
    }),
  );
}

// The first of the concepts inside on each way down from a concept: those of them that it builds
// on, directly or through others.
function nearestBases(graph, id, inside) {
  const found = [];
  const seen = new Set([id]);
  const rest = [id];
  while (rest.length) {
    for (const one of prerequisites(graph, rest.pop())) {
      if (seen.has(one)) continue;
      seen.add(one);
      if (inside.has(one)) found.push(one);
      else rest.push(one);
    }
  }
  return found;
}

// Those to meet before a concept, by its edges: what each relation's `learn` end says.
export function prerequisites(graph, id) {
  const found = new Set();
  for (const edge of graph.edgesAt(id)) {
    const { learn } = graph.relation(edge);
    if (learn === "neither" || (learn === "object" ? edge.from : edge.to) !== id) continue;
    found.add(farEnd(edge, id));
  }
  return [...found].filter((one) => one !== id).sort((a, b) => a - b);
}

// Of some concepts, those not known that build only on known ones or on their own circle.
export function readyNext(items, isKnown) {
  const before = new Map(items.map((item) => [item.node.id, item.before]));
  const circles = circleOf(before);
  return new Set(
    [...before.keys()].filter(
      (id) => !isKnown(id) && before.get(id).every((one) => isKnown(one) || circles.get(one) === circles.get(id)),
    ),
  );
}

// Concepts within some steps: those given first, then by distance, then by number.
function neighbourhood(graph, ids, hops) {
  const seen = new Set(ids);
  let rim = [...seen];
  for (let hop = 0; hop < hops && rim.length && seen.size < REACH; hop += 1) {
    const next = new Set(rim.flatMap((id) => graph.edgesAt(id).map((edge) => farEnd(edge, id))));
    rim = [...next].filter((id) => !seen.has(id)).sort((a, b) => a - b);
    for (const id of rim) seen.add(id);
  }
  return [...seen].slice(0, REACH);
}

// Personalised PageRank over the edges near some concepts, both ways, by their relations' weights:
// Map of number to rank, the highest first.
export function related(graph, seeds) {
  const ids = neighbourhood(graph, [...seeds.keys()].sort((a, b) => a - b), HOPS).sort((a, b) => a - b);
  const inside = new Set(ids);
  const edges = ids
    .flatMap((id) => graph.edgesAt(id).filter((edge) => edge.from === id && inside.has(edge.to) && graph.relation(edge).weight))
    .sort((x, y) => compareEdges(graph, x, y));
  // Sums run in one order here and on the command line, so that what is equal there is equal here.
  const near = new Map(ids.map((id) => [id, new Map()]));
  for (const edge of edges) {
    const tie = near.get(edge.from).get(edge.to) ?? { weight: 0 };
    tie.weight += graph.relation(edge).weight;
    near.get(edge.from).set(edge.to, tie);
    near.get(edge.to).set(edge.from, tie);
  }
  const strength = new Map(ids.map((id) => [id, [...near.get(id).values()].reduce((sum, { weight }) => sum + weight, 0)]));
  const ties = [];
  const done = new Set();
  for (const id of ids) {
    for (const [far, { weight }] of near.get(id)) {
      if (done.has(far)) continue;
      const [there, here] = [id, far].map((one) => (DAMPING * weight) / strength.get(one));
      ties.push({ a: id, b: far, there, here });
    }
    done.add(id);
  }
  const total = [...seeds.values()].reduce((sum, weight) => sum + weight, 0);
  const start = new Map(ids.map((id) => [id, (seeds.get(id) ?? 0) / total]));
  let ranks = new Map(start);
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = ids.reduce((sum, id) => (strength.get(id) ? sum : sum + ranks.get(id)), 0);
    const fresh = new Map(ids.map((id) => [id, (1 - DAMPING + DAMPING * idle) * start.get(id)]));
    for (const { a, b, there, here } of ties) {
      fresh.set(b, fresh.get(b) + ranks.get(a) * there);
      fresh.set(a, fresh.get(a) + ranks.get(b) * here);
    }
    const moved = ids.reduce((sum, id) => sum + Math.abs(fresh.get(id) - ranks.get(id)), 0);
    ranks = fresh;
    if (moved < STILL) break;
  }
  return new Map([...ranks].sort(([a, x], [b, y]) => y - x || a - b));
}

// Each after those that it builds on; where that leaves a choice fewer steps up first, then the
// higher rank, then the name. Concepts that build on one another in a circle stand together.
function learningOrder(graph, before, rank) {
  const circles = circleOf(before);
  const members = new Map();
  for (const [id, circle] of circles) members.set(circle, [...(members.get(circle) ?? []), id]);
  const tie = (a, b) => rank(b) - rank(a) || byCodePoint(graph.node(a).name, graph.node(b).name) || a - b;
  for (const ids of members.values()) ids.sort(tie);
  const based = new Map([...members.keys()].map((circle) => [circle, new Set()]));
  for (const [id, firsts] of before) {
    for (const one of firsts) if (circles.get(one) !== circles.get(id)) based.get(circles.get(id)).add(circles.get(one));
  }
  const depths = new Map();
  const depth = (circle) => {
    if (!depths.has(circle)) depths.set(circle, Math.max(-1, ...[...based.get(circle)].map(depth)) + 1);
    return depths.get(circle);
  };
  // By depth alone no concept comes before what it builds on, which is always less deep.
  return [...members.keys()]
    .sort((a, b) => depth(a) - depth(b) || tie(members.get(a)[0], members.get(b)[0]))
    .flatMap((circle) => members.get(circle));
}

// Which concepts build on one another, each by the circle it is in (Tarjan 1972).
function circleOf(before) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const circles = new Map();
  const visit = (id) => {
    index.set(id, index.size);
    low.set(id, index.get(id));
    stack.push(id);
    for (const one of before.get(id)) {
      if (!index.has(one)) {
        visit(one);
        low.set(id, Math.min(low.get(id), low.get(one)));
      } else if (!circles.has(one)) low.set(id, Math.min(low.get(id), index.get(one)));
    }
    if (low.get(id) !== index.get(id)) return;
    let one;
    do {
      one = stack.pop();
      circles.set(one, id);
    } while (one !== id);
  };
  for (const id of before.keys()) if (!index.has(id)) visit(id);
  return circles;
}

// The weightiest edge to the topic, else to another concept of the list, else the way from the
// topic, in words.
function reasonFor(graph, id, seeds, inside) {
  if (seeds.has(id)) return seeds.size === 1 ? "the topic" : "matches the topic";
  const mine = graph.edgesAt(id).filter((edge) => [inside, seeds].some((some) => some.has(farEnd(edge, id))));
  if (!mine.length) return wayTo(graph, id, seeds);
  const strange = (edge) => (seeds.has(farEnd(edge, id)) ? 0 : 1);
  const [best] = mine.sort(
    (a, b) =>
      strange(a) - strange(b) ||
      graph.relation(b).weight - graph.relation(a).weight ||
      compareEdges(graph, a, b),
  );
  return tell(graph, best, id);
}

// The shortest way from the topic to a concept, in words.
function wayTo(graph, id, seeds) {
  let [at] = [...seeds.keys()].sort((a, b) => seeds.get(b) - seeds.get(a) || a - b);
  const told = (at === undefined ? null : route(graph, at, id))?.map((edge) => {
    const said = tell(graph, edge, at);
    at = farEnd(edge, at);
    return said;
  });
  return told?.join(", ") || "not linked to the rest of this list";
}

function oxford(names) {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
