// Unpack and run the page's program, which is carried compressed like its libraries.

import { unpackOnce } from "./browser/unpack.js";

unpackOnce("app").catch((error) => {
  // A browser that can't unpack shows the table, like one without scripts.
  document.documentElement.classList.remove("js");
  console.warn(error);
});
