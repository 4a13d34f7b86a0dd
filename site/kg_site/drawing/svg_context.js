// A drawing context that writes SVG: as much of a canvas's as the map draws with.

export function createSvg(width, height, ground) {
  const parts = [];
  const stack = [];
  let state = {
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    globalAlpha: 1,
    font: "13px sans-serif",
    textAlign: "start",
    textBaseline: "alphabetic",
    direction: "ltr",
    dash: [],
    at: [1, 1, 0, 0], // scale x, scale y, move x, move y
  };
  let path = [];
  const measure = document.createElement("canvas").getContext("2d");
  const round = (number) => String(Math.round(number * 100) / 100);
  const point = (x, y) => `${round(x * state.at[0] + state.at[2])} ${round(y * state.at[1] + state.at[3])}`;
  const faint = () => (state.globalAlpha < 1 ? ` opacity="${round(state.globalAlpha)}"` : "");
  const paint = (attribute, colour, more) => parts.push(`<path ${attribute}="${escaped(colour)}"${faint()}${more}`);

  function write(text, x, y, widest = Infinity, colours) {
    const [, weight, size, family] = /^(\d+ )?([\d.]+)px (.*)$/.exec(state.font);
    const natural = ctx.measureText(text).width;
    const squeeze = natural > widest ? ` textLength="${round(widest * state.at[0])}" lengthAdjust="spacingAndGlyphs"` : "";
    const anchor = state.textAlign === "center" ? "middle" : state.textAlign === "left" || state.textAlign === "start" ? "start" : "end";
    const turned = state.direction === "rtl" && anchor !== "middle" ? "end" : anchor;
    const [px, py] = point(x, y).split(" ");
    parts.push(
      `<text ${colours}${faint()} x="${px}" y="${py}" dominant-baseline="central" text-anchor="${turned}" font-size="${round(size * state.at[0])}"${weight ? ` font-weight="${weight.trim()}"` : ""}${state.direction === "rtl" ? ' direction="rtl"' : ""} font-family="${escaped(family)}"${squeeze}>${escaped(text)}</text>`,
    );
  }

  const ctx = {
    save: () => stack.push({ ...state, at: [...state.at] }),
    restore() {
      state = stack.pop() ?? state;
    },
    translate(x, y) {
      state.at = [state.at[0], state.at[1], state.at[2] + x * state.at[0], state.at[3] + y * state.at[1]];
    },
    scale(x, y) {
      state.at = [state.at[0] * x, state.at[1] * y, state.at[2], state.at[3]];
    },
    beginPath() {
      path = [];
    },
    closePath: () => path.push("Z"),
    moveTo: (x, y) => path.push(`M${point(x, y)}`),
    lineTo: (x, y) => path.push(`L${point(x, y)}`),
    quadraticCurveTo: (a, b, x, y) => path.push(`Q${point(a, b)} ${point(x, y)}`),
    bezierCurveTo: (a, b, c, d, x, y) => path.push(`C${point(a, b)} ${point(c, d)} ${point(x, y)}`),
    arc(x, y, radius) {
      // Whole circles only.
      const r = round(radius * state.at[0]);
      path.push(`M${point(x - radius, y)}A${r} ${r} 0 1 0 ${point(x + radius, y)}A${r} ${r} 0 1 0 ${point(x - radius, y)}Z`);
    },
    roundRect(x, y, w, h, radius) {
      const r = Math.min(radius, w / 2, h / 2);
      ctx.moveTo(x + r, y);
      ctx.lineTo(x + w - r, y);
      ctx.quadraticCurveTo(x + w, y, x + w, y + r);
      ctx.lineTo(x + w, y + h - r);
      ctx.quadraticCurveTo(x + w, y + h, x + w - r, y + h);
      ctx.lineTo(x + r, y + h);
      ctx.quadraticCurveTo(x, y + h, x, y + h - r);
      ctx.lineTo(x, y + r);
      ctx.quadraticCurveTo(x, y, x + r, y);
      ctx.closePath();
    },
    setLineDash(dash) {
      state.dash = dash;
    },
    fill: () => paint("fill", state.fillStyle, ` d="${path.join("")}"/>`),
    stroke() {
      const dash = state.dash.length ? ` stroke-dasharray="${state.dash.map(round).join(" ")}"` : "";
      paint("stroke", state.strokeStyle, ` fill="none" stroke-width="${round(state.lineWidth * state.at[0])}"${dash} d="${path.join("")}"/>`);
    },
    // A marker: a path given as text, filled where it is crossed oddly.
    fillPath(text) {
      const [a, d, e, f] = state.at;
      paint("fill", state.fillStyle, ` fill-rule="evenodd" transform="matrix(${[a, 0, 0, d, e, f].map(round).join(" ")})" d="${text}"/>`);
    },
    measureText(text) {
      measure.font = state.font;
      return measure.measureText(text);
    },
    fillText: (text, x, y, widest) => write(text, x, y, widest, `fill="${escaped(state.fillStyle)}"`),
    strokeText: (text, x, y, widest) =>
      write(text, x, y, widest, `fill="none" stroke-linejoin="round" stroke-width="${round(state.lineWidth * state.at[0])}" stroke="${escaped(state.strokeStyle)}"`),

    toText() {
      const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
      return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="${escaped(ground)}"/>${parts.join("")}</svg>\n`;
    },
  };
  for (const name of ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "direction"]) {
    Object.defineProperty(ctx, name, {
      get: () => state[name],
      set: (value) => {
        state[name] = value;
      },
    });
  }
  return ctx;
}

// Text as XML bears it: nothing that is markup, no character that XML forbids.
function escaped(text) {
  return String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .toWellFormed()
    .replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
