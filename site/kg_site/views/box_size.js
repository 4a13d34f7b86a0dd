// Boxing: how large a concept's box is, measured in this browser; for layouts made in the page.

const WIDEST = 132; // of a line
const LINES = 3;

export function createBoxing(graph, font) {
  const { sizes } = graph.about;
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map();
  const width = (text, bold) => {
    context.font = `${bold ? "600 " : ""}${sizes.font}px ${font}`;
    return context.measureText(text).width;
  };

  function boxOf(id) {
    if (!known.has(id)) {
      const lines = breakLines(graph.node(id).name, width);
      const widest = Math.max(...lines.map((line) => width(line)));
      known.set(id, {
        id,
        w: Math.ceil(widest + sizes.inset + sizes.pad + 1),
        h: lines.length * sizes.line + 9,
        lines,
        head: false,
        lane: null,
      });
    }
    return { ...known.get(id) };
  }
  return { boxOf, width };
}

// Words in as few lines as hold them; the last ends in an ellipsis where the name goes on.
function breakLines(name, width) {
  const lines = [];
  let line = "";
  for (const word of name.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && width(longer) > WIDEST) {
      lines.push(line);
      line = word;
    } else line = longer;
    while (width(line) > WIDEST && lines.length <= LINES) {
      const fits = fitting(line, width);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
    if (lines.length > LINES) break;
  }
  if (line || !lines.length) lines.push(line);
  if (lines.length <= LINES) return lines;
  return [...lines.slice(0, LINES - 1), shortened(lines[LINES - 1], WIDEST, width, true)];
}

// How much of a text fits on a line: at least one letter, and no half of one.
function fitting(text, width) {
  let low = 1;
  let high = Math.min(text.length, 80);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (width(text.slice(0, middle)) <= WIDEST) low = middle;
    else high = middle - 1;
  }
  const splits = /[\ud800-\udbff]/.test(text[low - 1]);
  if (!splits) return low;
  return low > 1 ? low - 1 : 2;
}

// A text no wider than this, with an ellipsis where it had to be cut, or in any case.
export function shortened(text, widest, width, always = false) {
  if (!always && width(text) <= widest) return text;
  let letters = [...text.slice(0, 200)];
  while (letters.length > 1 && width(`${letters.join("").trimEnd()}…`) > widest) {
    letters = letters.slice(0, Math.min(letters.length - 1, Math.ceil(letters.length * 0.97)));
  }
  return `${letters.join("").trimEnd()}…`;
}
