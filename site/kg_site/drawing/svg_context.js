// A drawing context that writes SVG instead of painting on a canvas.

/** @typedef {DrawingContext & { toText(): string }} SvgContext */

const FONT = /^(\d+ )?([\d.]+)px (.*)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are to be replaced
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Make a context for a drawing of this size.
 *
 * @param {number} width
 * @param {number} height
 * @param {string} background
 * @returns {SvgContext}
 */
export function createSvgContext(width, height, background) {
  /** @type {string[]} */
  const parts = [];
  // As a canvas has them; `transform` is scale x, scale y, move x, move y.
  let state = {
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    lineJoin: "miter",
    globalAlpha: 1,
    font: "13px sans-serif",
    textAlign: "start",
    textBaseline: "alphabetic",
    direction: "ltr",
    dash: /** @type {number[]} */ ([]),
    transform: [1, 1, 0, 0],
  };
  /** @type {(typeof state)[]} */
  const stack = [];
  /** @type {string[]} */
  let path = [];
  const measuring = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );

  /** @param {number} number */
  const round = (number) => String(Math.round(number * 100) / 100);
  /** @type {(x: number, y: number) => string[]} */
  const pointOf = (x, y) => {
    const [scaleX, scaleY, moveX, moveY] = state.transform;
    return [round(x * scaleX + moveX), round(y * scaleY + moveY)];
  };
  /** @type {(x: number, y: number) => string} */
  const point = (x, y) => pointOf(x, y).join(" ");
  const opacity = () => (state.globalAlpha < 1 ? ` opacity="${round(state.globalAlpha)}"` : "");
  /** @type {(attribute: string, colour: string, more: string) => void} */
  const writePath = (attribute, colour, more) => {
    parts.push(`<path ${attribute}="${escapeXml(colour)}"${opacity()}${more}`);
  };

  /** @type {(text: string, x: number, y: number, maxWidth: number | undefined, colours: string) => void} */
  function writeText(text, x, y, maxWidth = Infinity, colours) {
    const [, weight, size, family] = FONT.exec(state.font) ?? ["", "", "13", "sans-serif"];
    const [scale] = state.transform;
    const squeeze =
      context.measureText(text).width > maxWidth
        ? ` textLength="${round(maxWidth * scale)}" lengthAdjust="spacingAndGlyphs"`
        : "";
    const isLeft = state.textAlign === "left" || state.textAlign === "start";
    const isRightToLeft = state.direction === "rtl";
    const anchor =
      state.textAlign === "center" ? "middle" : isRightToLeft || !isLeft ? "end" : "start";
    const [left, top] = pointOf(x, y);
    parts.push(
      `<text ${colours}${opacity()} x="${left}" y="${top}"`,
      ` dominant-baseline="central" text-anchor="${anchor}"`,
      ` font-size="${round(Number(size) * scale)}"`,
      weight ? ` font-weight="${weight.trim()}"` : "",
      isRightToLeft ? ' direction="rtl"' : "",
      ` font-family="${escapeXml(family)}"${squeeze}>${escapeXml(text)}</text>`,
    );
  }

  const drawing = {
    save: () => {
      stack.push({ ...state });
    },
    restore() {
      state = stack.pop() ?? state;
    },
    translate(/** @type {number} */ x, /** @type {number} */ y) {
      const [scaleX, scaleY, moveX, moveY] = state.transform;
      state.transform = [scaleX, scaleY, moveX + x * scaleX, moveY + y * scaleY];
    },
    scale(/** @type {number} */ x, /** @type {number} */ y) {
      const [scaleX, scaleY, moveX, moveY] = state.transform;
      state.transform = [scaleX * x, scaleY * y, moveX, moveY];
    },
    setLineDash(/** @type {number[]} */ dash) {
      state.dash = dash;
    },

    beginPath() {
      path = [];
    },
    closePath() {
      path.push("Z");
    },
    moveTo(/** @type {number} */ x, /** @type {number} */ y) {
      path.push(`M${point(x, y)}`);
    },
    lineTo(/** @type {number} */ x, /** @type {number} */ y) {
      path.push(`L${point(x, y)}`);
    },
    /** @type {DrawingContext["quadraticCurveTo"]} */
    quadraticCurveTo(a, b, x, y) {
      path.push(`Q${point(a, b)} ${point(x, y)}`);
    },
    /** @type {DrawingContext["bezierCurveTo"]} */
    bezierCurveTo(a, b, c, d, x, y) {
      path.push(`C${point(a, b)} ${point(c, d)} ${point(x, y)}`);
    },
    // Whole circles only; the map draws no other arcs.
    arc(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius) {
      const r = round(radius * state.transform[0]);
      const left = point(x - radius, y);
      const right = point(x + radius, y);
      path.push(`M${left}A${r} ${r} 0 1 0 ${right}A${r} ${r} 0 1 0 ${left}Z`);
    },
    /** @type {DrawingContext["roundRect"]} */
    roundRect(x, y, w, h, radius) {
      const r = Math.min(radius, w / 2, h / 2);
      drawing.moveTo(x + r, y);
      drawing.lineTo(x + w - r, y);
      drawing.quadraticCurveTo(x + w, y, x + w, y + r);
      drawing.lineTo(x + w, y + h - r);
      drawing.quadraticCurveTo(x + w, y + h, x + w - r, y + h);
      drawing.lineTo(x + r, y + h);
      drawing.quadraticCurveTo(x, y + h, x, y + h - r);
      drawing.lineTo(x, y + r);
      drawing.quadraticCurveTo(x, y, x + r, y);
      drawing.closePath();
    },

    fill() {
      writePath("fill", state.fillStyle, ` d="${path.join("")}"/>`);
    },
    stroke() {
      const dash = state.dash.length
        ? ` stroke-dasharray="${state.dash.map(round).join(" ")}"`
        : "";
      const strokeWidth = round(state.lineWidth * state.transform[0]);
      writePath(
        "stroke",
        state.strokeStyle,
        ` fill="none" stroke-width="${strokeWidth}"${dash} d="${path.join("")}"/>`,
      );
    },
    fillPath(/** @type {string} */ text) {
      const [scaleX, scaleY, moveX, moveY] = state.transform;
      const matrix = [scaleX, 0, 0, scaleY, moveX, moveY].map(round).join(" ");
      writePath(
        "fill",
        state.fillStyle,
        ` fill-rule="evenodd" transform="matrix(${matrix})" d="${text}"/>`,
      );
    },
    measureText(/** @type {string} */ text) {
      measuring.font = state.font;
      return measuring.measureText(text);
    },
    /** @type {DrawingContext["fillText"]} */
    fillText(text, x, y, maxWidth) {
      writeText(text, x, y, maxWidth, `fill="${escapeXml(state.fillStyle)}"`);
    },
    /** @type {DrawingContext["strokeText"]} */
    strokeText(text, x, y, maxWidth) {
      const strokeWidth = round(state.lineWidth * state.transform[0]);
      const colour = escapeXml(state.strokeStyle);
      const stroke = `stroke-width="${strokeWidth}" stroke="${colour}"`;
      writeText(text, x, y, maxWidth, `fill="none" stroke-linejoin="round" ${stroke}`);
    },

    toText() {
      const [w, h] = [round(width), round(height)];
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect width="100%" height="100%" fill="${escapeXml(background)}"/>${parts.join("")}</svg>\n`;
    },
  };
  const styles = /** @type {const} */ ([
    "fillStyle",
    "strokeStyle",
    "lineWidth",
    "lineJoin",
    "globalAlpha",
    "font",
    "textAlign",
    "textBaseline",
    "direction",
  ]);
  for (const name of styles) {
    Object.defineProperty(drawing, name, {
      get: () => state[name],
      set: (value) => {
        state = { ...state, [name]: value };
      },
    });
  }
  const context = /** @type {SvgContext} */ (/** @type {unknown} */ (drawing));
  return context;
}

/**
 * Return a text as XML allows it: without markup and without forbidden characters.
 *
 * @param {string} text
 */
function escapeXml(text) {
  return text
    .replace(FORBIDDEN_IN_XML, "\ufffd")
    .toWellFormed()
    .replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
