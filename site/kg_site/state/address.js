// The address: #slug names the selected concept; the view and its choices follow behind semicolons,
// as in #recall;view=around;hops=2, so that links and the back button lead to what was seen.

export function readAddress(graph, views) {
  const [slug, ...rest] = location.hash.slice(1).split(";").map(decoded);
  const choices = new Map(rest.map((part) => [part.split("=", 1)[0], part.slice(part.indexOf("=") + 1)]));
  const idOf = (name) => graph.find(name ?? "")?.id ?? null;
  const hops = Number(choices.get("hops"));
  return {
    selected: idOf(slug),
    view: views.includes(choices.get("view")) ? choices.get("view") : null,
    hops: [1, 2, 3].includes(hops) ? hops : null,
    start: idOf(choices.get("from")),
    goal: idOf(choices.get("to")),
    topic: choices.get("topic") ?? null,
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape names nothing.
    return "";
  }
}

function writeAddress(graph, state, usual) {
  const slug = state.selected === null ? "" : encodeURIComponent(graph.node(state.selected).slug);
  const parts = [slug];
  const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value)}`);
  if (state.view !== usual.view) add("view", state.view);
  if (state.view === "around" && state.hops !== usual.hops) add("hops", state.hops);
  for (const [name, id] of [["from", state.start], ["to", state.goal]]) {
    if (state.view === "path" && id !== null) add(name, graph.node(id).slug);
  }
  if (state.view === "study" && state.topic !== null) add("topic", state.topic);
  const hash = parts.join(";");
  return hash ? `#${hash}` : location.pathname + location.search;
}

const KEPT = ["selected", "view", "hops", "start", "goal", "topic"];

// Keeps address and state in step, both ways. `usual` is what an address leaves out.
export function mountAddress(graph, state, views, usual) {
  let following = false;
  const follow = () => {
    const { selected, view, hops, start, goal, topic } = readAddress(graph, views);
    following = true;
    state.set({ selected, hovered: null, view: view ?? usual.view, hops: hops ?? usual.hops, start, goal, topic });
    following = false;
  };
  addEventListener("popstate", follow);
  state.on(KEPT, () => {
    if (following) return;
    const address = writeAddress(graph, state, usual);
    if (address === location.hash) return;
    try {
      history[state.passing ? "replaceState" : "pushState"](null, "", address);
    } catch {
      // A frame without an address of its own: only the deep link is lost.
    }
  });
}
