// The libraries that the page carries compressed: unpacked when they are needed, once.

import { byId } from "./elements.js";

const loaded = new Map();

export function load(name) {
  if (!loaded.has(name)) loaded.set(name, unpack(name));
  return loaded.get(name);
}

async function unpack(name) {
  const packed = byId(`p_lib_${name}`).textContent;
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The page's policy lets in what has the right hash, and this has.
  script.textContent = await new Response(stream).text();
  document.head.append(script);
}
