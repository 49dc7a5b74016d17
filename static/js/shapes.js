// Shapes of a drawing: what they measure, moved and resized, and as SVG. Their points are shares of the picture; the SVG
// counts in thousandths of its mean side, so that a line is as thick on a high picture as on a wide one.
const WIDTHS = { thin: 3.5, thick: 12 };
const LETTERS = { thin: 24, thick: 60 };
const USUAL = { line: 6.5, letter: 38 };
const NARROWEST = 0.25; // share of the picture's width that words are broken at, however far right they begin
const SCALE = ["thin", undefined, "thick"];
const SMALLEST = 0.02;

export const sizeOf = (ratio) => ({ x: 1000 * Math.sqrt(ratio), y: 1000 / Math.sqrt(ratio) });

const lineOf = ({ width }) => WIDTHS[width] ?? USUAL.line;
const letterOf = ({ width }) => LETTERS[width] ?? USUAL.letter;
const within = (share) => Number(Math.min(Math.max(share, 0), 1).toFixed(5));
const font = () => getComputedStyle(document.body).fontFamily;
const pencil = document.createElement("canvas").getContext("2d");

const broken = (words, room) => {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && pencil.measureText(longer).width > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

// A text in lines, moved to where all of it is within the picture as far as it fits.
const laidOut = (shape, size) => {
  const letter = letterOf(shape), [x, y] = shape.points[0];
  pencil.font = `600 ${letter}px ${font()}`;
  const lines = broken(shape.text, Math.max((1 - x) * size.x - letter / 2, NARROWEST * size.x));
  const width = Math.max(...lines.map((line) => pencil.measureText(line).width)), height = lines.length * letter * 1.2;
  const into = (at, length, room) => Math.max(Math.min(at, room - length - letter / 4), letter / 4);
  return { lines, letter, width, height, x: into(x * size.x, width, size.x), y: into(y * size.y, height, size.y) };
};

const spread = ({ points }) => {
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

// Where a shape is, in shares.
export const boundsOf = (shape, size) => {
  if (shape.kind !== "text") return spread(shape);
  const { x, y, width, height } = laidOut(shape, size);
  return { left: x / size.x, top: y / size.y, right: (x + width) / size.x, bottom: (y + height) / size.y };
};

// It stays within the picture.
export const moved = (shape, [x, y]) => {
  const { left, top, right, bottom } = spread(shape);
  const by = [Math.min(Math.max(x, -left), 1 - right), Math.min(Math.max(y, -top), 1 - bottom)];
  return { ...shape, points: shape.points.map(([px, py]) => [within(px + by[0]), within(py + by[1])]) };
};

export const withWidth = (shape, width) => {
  const { width: _old, ...rest } = shape;
  return width ? { ...rest, width } : rest;
};

const scaled = (shape, [x, y]) => {
  const { left, top, right, bottom } = spread(shape);
  const factor = (length, by) => (length < SMALLEST ? 1 : Math.max(length + by, SMALLEST) / length);
  const across = factor(right - left, x), down = factor(bottom - top, y);
  return { ...shape, points: shape.points.map(([px, py]) => [within(left + (px - left) * across), within(top + (py - top) * down)]) };
};

// The second point of an arrow, a box or an ellipse moves; a line is scaled, and words go to the next size.
export const resized = (shape, by) => {
  if (shape.kind === "pen") return scaled(shape, by);
  if (shape.kind === "text") {
    const next = SCALE.indexOf(shape.width) + Math.sign(by[0] + by[1]);
    return withWidth(shape, SCALE[Math.min(Math.max(next, 0), SCALE.length - 1)]);
  }
  const [from, [x, y]] = shape.points;
  return { ...shape, points: [from, [within(x + by[0]), within(y + by[1])]] };
};

const make = (name, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const far = ([fromX, fromY], [toX, toY]) => Math.hypot(toX - fromX, toY - fromY);

// Through the middles between the points, so that a line has no corners.
const pen = (points) => {
  const last = points.at(-1), middle = ([x, y], [nextX, nextY]) => `${(x + nextX) / 2} ${(y + nextY) / 2}`;
  const curves = points.slice(1, -1).map((point, at) => `Q${point.join(" ")} ${middle(point, points[at + 2])}`);
  return `M${points[0].join(" ")}${curves.join("")}L${last[0] + 0.01} ${last[1]}`;
};

const arrow = ([tail, head], width) => {
  const length = Math.min(width * 5, far(tail, head) * 0.6), angle = Math.atan2(head[1] - tail[1], head[0] - tail[0]);
  const barb = (turn) => `${head[0] - length * Math.cos(angle + turn)} ${head[1] - length * Math.sin(angle + turn)}`;
  return `M${tail.join(" ")}L${head.join(" ")}M${barb(0.5)}L${head.join(" ")}L${barb(-0.5)}`;
};

const box = ([[x, y], [right, bottom]]) => `M${x} ${y}H${right}V${bottom}H${x}Z`;

const ellipse = ([[x, y], [right, bottom]]) => {
  const radii = `${Math.abs(right - x) / 2} ${Math.abs(bottom - y) / 2}`, middle = (y + bottom) / 2;
  return `M${x} ${middle}A${radii} 0 1 0 ${right} ${middle}A${radii} 0 1 0 ${x} ${middle}Z`;
};

const OUTLINES = { pen, arrow, box, ellipse };

const words = (shape, size) => {
  const { lines, letter, x, y } = laidOut(shape, size);
  const text = make("text", { class: "drawn__words", "font-size": letter, "stroke-width": letter / 5 });
  for (const [at, line] of lines.entries()) {
    const row = make("tspan", { x, y: y + letter * (0.95 + at * 1.2) });
    row.textContent = line;
    text.append(row);
  }
  return [text];
};

const strokes = (shape, size) => {
  const width = lineOf(shape), d = OUTLINES[shape.kind](shape.points.map(([x, y]) => [x * size.x, y * size.y]), width);
  return [make("path", { class: "drawn__rim", d, "stroke-width": width + 4 }), make("path", { class: "drawn__line", d, "stroke-width": width })];
};

export const drawn = (shape, size) => {
  const group = make("g", { class: "drawn" });
  group.dataset.colour = shape.colour;
  group.append(...(shape.kind === "text" ? words(shape, size) : strokes(shape, size)));
  return group;
};

// Around the shape that is selected.
export const frameOf = (shape, size) => {
  const { left, top, right, bottom } = boundsOf(shape, size), rim = 10;
  const place = { x: left * size.x - rim, y: top * size.y - rim, width: (right - left) * size.x + 2 * rim, height: (bottom - top) * size.y + 2 * rim };
  return make("rect", { class: "drawings__selected", ...place, rx: 4 });
};
