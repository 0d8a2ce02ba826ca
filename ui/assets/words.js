// The words in a drawing: names, sayings, letters on tiles. plotly.js takes most of its time over words, so they are
// taken out of what it draws and written here, where it would have written them.

const SVG = "http://www.w3.org/2000/svg"
const LINE = 1.3
const BASELINE = 0.75
const TAGS = /<\/?b>/g
const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" }
const ANCHOR = { left: "end", center: "middle", right: "start" }
const RISE = { top: -1, middle: 0, bottom: 1 }
// Inside a bar words keep so many px from its edges, and become smaller where it is small.
const EDGE = 3

const isWords = ({ mode }) => mode === "text"

// What plotly.js draws, without the words. Marks are counted over all traces: words must be the last ones.
export function withoutWords(data) {
  const end = data.findIndex(isWords)
  if (end >= 0 && !data.slice(end).every(isWords)) throw new Error("Words stand behind marks.")
  return data.slice(0, end < 0 ? data.length : end).map(({ text: _, ...trace }) => trace)
}

export class Words {
  constructor(box, plot) {
    this.plot = plot
    this.root = document.createElementNS(SVG, "svg")
    this.root.setAttribute("class", "words")
    this.root.setAttribute("aria-hidden", "true")
    box.append(this.root)
  }

  show(data) {
    this.data = data
    this.write()
  }

  // Again where they are now, after the drawing has been zoomed.
  write() {
    const { layout } = this.plot
    this.root.style.fontFamily = layout.template.layout.font.family
    this.root.replaceChildren(...this.data.filter(({ text }) => text).flatMap((trace) => this.wordsOf(trace)))
  }

  wordsOf(trace) {
    const across = axisOf(this.plot, trace.xaxis ?? "x")
    const down = axisOf(this.plot, trace.yaxis ?? "y")
    const placed = isWords(trace) ? besides : inside
    const found = []
    trace.text.forEach((text, i) => {
      const word = text && placed(trace, i, across, down)
      if (!word) return
      const drawn = drawnText(text, word)
      drawn.dataset.code = [trace.customdata?.[i]].flat()[0] ?? ""
      found.push(drawn)
    })
    return found
  }

  // The code of the words under the pointer, which lie above the marks and let everything through.
  codeAt(x, y) {
    for (const word of isIn(this.root, x, y) ? this.root.children : []) {
      if (word.dataset.code && isIn(word, x, y)) return word.dataset.code
    }
    return ""
  }
}

function isIn(drawn, x, y) {
  const box = drawn.getBoundingClientRect()
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}

// An axis as px of the drawing. One on which only words stand is unknown to plotly.js: it goes over the whole plot.
function axisOf({ _fullLayout: full, layout }, id) {
  const name = `${id[0]}axis${id.slice(1)}`
  const known = full[name]
  if (known?._length) {
    const edges = [known._offset, known._offset + known._length]
    return { at: (value) => known._offset + known.d2p(value), edges }
  }
  const { l, t, w, h } = full._size
  const [from, length] = id[0] === "x" ? [l, w] : [t, h]
  const [low, high] = layout[name].range
  return { at: (value) => from + (length * (value - low)) / (high - low), edges: [from, from + length] }
}

// Beside its point; words whose point is out of sight are too.
function besides({ x, y, textfont, textposition }, i, across, down) {
  const place = { x: across.at(x[i]), y: down.at(y[i]) }
  if (!isBetween(place.x, across.edges) || !isBetween(place.y, down.edges)) return null
  const [v, h] = one(textposition, i).split(" ")
  return { ...place, size: one(textfont.size, i), colour: one(textfont.color, i), rise: RISE[v], anchor: ANCHOR[h] }
}

// In the middle of an upright bar.
function inside({ x, y, base, width, text, insidetextfont: font }, i, across, down) {
  const room = {
    width: Math.abs(across.at(x[i] + width / 2) - across.at(x[i] - width / 2)) - 2 * EDGE,
    height: Math.abs(down.at(base[i] + y[i]) - down.at(base[i])) - 2 * EDGE,
  }
  const lines = text[i].split("<br>")
  const fits = Math.min(1, room.width / widthOf(lines, font.size), room.height / (lines.length * LINE * font.size))
  const place = { x: across.at(x[i]), y: down.at(base[i] + y[i] / 2) }
  return { ...place, size: font.size * fits, colour: one(font.color, i), rise: 0, anchor: "middle" }
}

function isBetween(value, [low, high]) {
  return value > Math.min(low, high) - 1 && value < Math.max(low, high) + 1
}

function one(given, i) {
  return Array.isArray(given) ? given[i] : given
}

let pen = null
const widths = new Map()
function widthOf(lines, size) {
  pen ??= document.createElement("canvas").getContext("2d")
  const family = getComputedStyle(document.body).fontFamily
  const width = (line) => {
    const key = `${size} ${family} ${line}`
    if (!widths.has(key)) {
      pen.font = `${size}px ${family}`
      widths.set(key, pen.measureText(plain(line)).width)
    }
    return widths.get(key)
  }
  return Math.max(1, ...lines.map(width))
}

function drawnText(text, { x, y, size, colour, rise, anchor }) {
  const lines = text.split("<br>")
  const high = (lines.length - 1) * LINE + 1
  const drawn = element("text", { x, y: y + size * (BASELINE + ((rise - 1) * high) / 2), fill: colour })
  drawn.setAttribute("font-size", size)
  drawn.setAttribute("text-anchor", anchor)
  if (lines.length === 1 && !text.includes("<")) drawn.textContent = plain(text)
  else lines.forEach((line, n) => drawn.append(...spans(line, n && { x, dy: `${LINE}em` })))
  return drawn
}

// A line's parts, one to a weight: the first takes its place on the line.
function spans(line, place) {
  return line.split(/(<b>.*?<\/b>)/).filter(Boolean).map((part, n) => {
    const span = element("tspan", n || !place ? {} : place)
    if (part.startsWith("<b>")) span.setAttribute("font-weight", "bold")
    span.textContent = plain(part)
    return span
  })
}

function plain(text) {
  return text.replace(TAGS, "").replace(/&(lt|gt|amp);/g, (sign) => SIGNS[sign])
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name)
  for (const key in attributes) made.setAttribute(key, attributes[key])
  return made
}
