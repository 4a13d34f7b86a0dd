// The beginning: the page's own program is carried compressed as its libraries are.

import { load } from "./browser/unpack.js";

load("app").catch((error) => {
  // A browser that can't unpack shows the table, as one without scripts does.
  document.documentElement.classList.remove("js");
  console.warn(error);
});
