// The size of concepts' boxes as this browser measures them, for layouts that are worked out in the
// page, and names shortened to a width.

const MAX_LINE_WIDTH = 132;
const MAX_LINES = 3;
const MARGIN = 9; // height of a box that its lines do not take
const MAX_LETTERS = 200; // of a text that is shortened
const MAX_LINE_LETTERS = 80;

/** @typedef {(text: string) => number} Measure Returns the width of a text. */

/**
 * Make a measure of boxes in the page's font.
 *
 * @param {Graph} graph
 * @param {string} font
 * @returns {BoxSizer}
 */
export function createBoxSizer(graph, font) {
  const { sizes } = graph.about;
  const ctx = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );
  /** @type {Map<number, Box>} */
  const boxes = new Map();

  /**
   * @param {string} text
   * @param {boolean} bold
   */
  function textWidth(text, bold = false) {
    ctx.font = `${bold ? "600 " : ""}${sizes.font}px ${font}`;
    return ctx.measureText(text).width;
  }

  /**
   * @param {number} id
   * @returns {Box}
   */
  function measureBox(id) {
    const lines = breakLines(graph.concept(id).name, textWidth);
    const widest = Math.max(...lines.map((line) => textWidth(line)));
    return {
      id,
      x: 0,
      y: 0,
      w: Math.ceil(widest + sizes.inset + sizes.pad + 1),
      h: lines.length * sizes.line + MARGIN,
      lines,
      head: false,
      lane: null,
    };
  }

  return {
    textWidth,
    boxOf(id) {
      const box = boxes.get(id) ?? measureBox(id);
      boxes.set(id, box);
      return { ...box };
    },
  };
}

/**
 * Break a name into as few lines as hold it; the last ends in an ellipsis if some is left over.
 *
 * @param {string} name
 * @param {Measure} widthOf
 */
function breakLines(name, widthOf) {
  const lines = [];
  let line = "";
  for (const word of name.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer) > MAX_LINE_WIDTH) {
      lines.push(line);
      line = word;
    } else line = longer;
    while (widthOf(line) > MAX_LINE_WIDTH && lines.length <= MAX_LINES) {
      const length = lengthThatFits(line, widthOf);
      lines.push(line.slice(0, length));
      line = line.slice(length);
    }
    if (lines.length > MAX_LINES) break;
  }
  if (line || !lines.length) lines.push(line);
  if (lines.length <= MAX_LINES) return lines;
  const last = withEllipsis(lines[MAX_LINES - 1], MAX_LINE_WIDTH, widthOf);
  return [...lines.slice(0, MAX_LINES - 1), last];
}

/**
 * Return the length of the beginning of a text that fits on a line: one letter at least, and no
 * half of a surrogate pair.
 *
 * @param {string} text
 * @param {Measure} widthOf
 */
function lengthThatFits(text, widthOf) {
  let low = 1;
  let high = Math.min(text.length, MAX_LINE_LETTERS);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(text.slice(0, middle)) <= MAX_LINE_WIDTH) low = middle;
    else high = middle - 1;
  }
  const splitsPair = /[\ud800-\udbff]/.test(text[low - 1]);
  if (!splitsPair) return low;
  return low > 1 ? low - 1 : 2;
}

/**
 * Return a text no wider than this; it ends in an ellipsis if it had to be cut.
 *
 * @param {string} text
 * @param {number} maxWidth
 * @param {Measure} widthOf
 */
export function shorten(text, maxWidth, widthOf) {
  return widthOf(text) <= maxWidth ? text : withEllipsis(text, maxWidth, widthOf);
}

/**
 * Return the beginning of a text with an ellipsis, together no wider than this.
 *
 * @param {string} text
 * @param {number} maxWidth
 * @param {Measure} widthOf
 */
function withEllipsis(text, maxWidth, widthOf) {
  let letters = [...text.slice(0, MAX_LETTERS)];
  const cut = () => `${letters.join("").trimEnd()}…`;
  while (letters.length > 1 && widthOf(cut()) > maxWidth) {
    letters = letters.slice(0, Math.min(letters.length - 1, Math.ceil(letters.length * 0.97)));
  }
  return cut();
}
