// The page's address: #slug names the selected concept, and the view with its choices follows after
// semicolons, as in #recall;view=around;hops=2. Links and the back button lead to what was seen.

/** @typedef {{ view: ViewName, hops: number }} Defaults What an address leaves out. */

/** @type {(keyof PageValues)[]} */
const IN_ADDRESS = ["selected", "view", "hops", "start", "goal", "topic"];

/**
 * Read the fragment of an address; what it does not name is null.
 *
 * @param {string} fragment
 * @param {Graph} graph
 * @param {ViewName[]} views The views of this page.
 */
export function parseAddress(fragment, graph, views) {
  const [slug, ...rest] = fragment.slice(1).split(";").map(decode);
  const choices = new Map(
    rest.map((part) => [part.split("=", 1)[0], part.slice(part.indexOf("=") + 1)]),
  );
  const idOf = (/** @type {string | undefined} */ name) => graph.find(name ?? "")?.id ?? null;
  const hops = Number(choices.get("hops"));
  return {
    selected: idOf(slug),
    view: views.find((view) => view === choices.get("view")) ?? null,
    hops: [1, 2, 3].includes(hops) ? hops : null,
    start: idOf(choices.get("from")),
    goal: idOf(choices.get("to")),
    topic: choices.get("topic") ?? null,
  };
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape names nothing.
    return "";
  }
}

/**
 * Return the fragment that leads back to a state; empty where everything is as usual.
 *
 * @param {PageValues} state
 * @param {Graph} graph
 * @param {Defaults} defaults
 */
export function formatAddress(state, graph, defaults) {
  const slugOf = (/** @type {number} */ id) => graph.concept(id).slug;
  const parts = [state.selected === null ? "" : encodeURIComponent(slugOf(state.selected))];
  const add = (/** @type {string} */ name, /** @type {string | number} */ value) =>
    parts.push(`${name}=${encodeURIComponent(value)}`);
  if (state.view !== defaults.view) add("view", state.view);
  if (state.view === "around" && state.hops !== defaults.hops) add("hops", state.hops);
  if (state.view === "path" && state.start !== null) add("from", slugOf(state.start));
  if (state.view === "path" && state.goal !== null) add("to", slugOf(state.goal));
  if (state.view === "study" && state.topic !== null) add("topic", state.topic);
  const fragment = parts.join(";");
  return fragment && `#${fragment}`;
}

/**
 * Keep address and state in step, both ways.
 *
 * @param {Graph} graph
 * @param {PageState} state
 * @param {ViewName[]} views
 * @param {Defaults} defaults
 */
export function mountAddress(graph, state, views, defaults) {
  let following = false;
  addEventListener("popstate", () => {
    const { view, hops, ...chosen } = parseAddress(location.hash, graph, views);
    following = true;
    state.set({
      ...chosen,
      hovered: null,
      view: view ?? defaults.view,
      hops: hops ?? defaults.hops,
    });
    following = false;
  });
  state.on(IN_ADDRESS, () => {
    if (following) return;
    const fragment = formatAddress(state, graph, defaults);
    const address = fragment || location.pathname + location.search;
    if (address === location.hash) return;
    try {
      history[state.skipHistory ? "replaceState" : "pushState"](null, "", address);
    } catch {
      // A frame without an address of its own: only the link to this state is lost.
    }
  });
}
