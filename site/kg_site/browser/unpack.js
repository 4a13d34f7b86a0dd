// The scripts that the page carries compressed.

import { byId } from "./elements.js";

/** @type {Map<string, Promise<void>>} */
const unpacked = new Map();

/**
 * Unpack and run a script, once.
 *
 * @param {"app" | "vis" | "minisearch"} name
 * @returns {Promise<void>}
 */
export function unpackOnce(name) {
  const running = unpacked.get(name) ?? unpack(name);
  unpacked.set(name, running);
  return running;
}

/** @param {string} name */
async function unpack(name) {
  const packed = byId(`packed_${name}`).textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The page's policy admits scripts by their hashes, and holds the hash of this one.
  script.textContent = await new Response(stream).text();
  document.head.append(script);
}
