// One chart: a finding, what plotly.js draws, its marks for keyboard and ear, and the way to its table.
//
// Plotly.react keeps the marks that are still there and moves them; nothing is built anew while the chart stays on
// the page. The chart follows its ground (light, dark, paper) and its width.

import { componentOf, make } from "./component.js"
import { drawSoon, forget, plotlyReady } from "./drawing.js"
import { isPrinting, onPaper, onShade, shadeNow } from "./ground.js"
import { follow, hrefOf } from "./links.js"
import { Marks } from "./marks.js"
import { withoutWords, Words } from "./words.js"

const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, showTips: false, doubleClick: "reset" }
// A sheet of A4 lies across (ui/style.css) and holds one chart in its width.
const WIDTH_ON_PAPER = 1000
const HEIGHT_ON_PAPER = 640
// A chart that is not much higher is made to fit; a much higher one goes on on the next sheet.
const NEARLY_FITS = 1000

class Chart {
  constructor(parent) {
    this.root = make("figure", "chart", parent)
    this.heading = make("h2", "", this.root)
    this.finding = make("figcaption", "finding", this.root)
    this.box = make("div", "plot-box", this.root)
    this.plot = make("div", "plot", this.box)
    this.plot.setAttribute("aria-hidden", "true")
    this.words = new Words(this.box, this.plot)
    this.marks = new Marks(this.box, this.plot, {
      open: (code, event) => this.open(code, event),
      zoom: (factor) => this.zoom(factor),
    })
    this.legend = make("ul", "legend", this.root)
    this.keys = make("dl", "keys", this.root)
    this.more = make("button", "more", this.root)
    this.more.type = "button"
    this.more.addEventListener("click", () => this.tell("more", !this.head.open))
    this.box.addEventListener("click", (event) => this.onClick(event))
    this.stopPaper = onPaper(() => this.redraw())
    this.watch = new ResizeObserver(() => this.onWidth())
    this.watch.observe(this.box)
    this.times = 0
  }

  end() {
    this.watch.disconnect()
    this.stopPaper()
    forget(this)
    if (this.times) window.Plotly.purge(this.plot)
    this.root.remove()
  }

  // Streamlit calls after every run of the script: mostly nothing is new.
  take(text) {
    if (!text || (text === this.text && shadeNow() === this.shade)) return
    this.text = text
    // What is written around the chart, then what is drawn: mostly only one of the two is new.
    const end = text.indexOf("\n")
    this.head = JSON.parse(text.slice(0, end))
    const body = text.slice(end + 1)
    if (body !== this.body || shadeNow() !== this.shade) {
      this.body = body
      this.shade = shadeNow()
      this.sent = JSON.parse(body)
      drawSoon(this)
    } else if (this.times) this.name()
    this.write(this.head, this.sent)
  }

  write({ heading, words, open, codes }, { finding, figure, legend }) {
    this.heading.textContent = heading
    this.heading.hidden = !heading
    this.finding.textContent = finding
    this.finding.hidden = !finding
    this.more.textContent = words.more
    this.more.setAttribute("aria-expanded", String(open))
    this.legend.replaceChildren(...legend.map(key))
    this.legend.hidden = !legend.length
    this.keys.replaceChildren(...Object.entries(codes).flatMap(([code, name]) => [term("dt", code), term("dd", name)]))
    this.keys.hidden = !this.keys.childElementCount
    this.box.style.height = `${figure.layout.height}px`
  }

  measure() {
    this.width = isPrinting() ? WIDTH_ON_PAPER : this.box.clientWidth
  }

  draw() {
    if (this.plotly) this.drawWith(this.plotly)
    else plotlyReady().then((plotly) => this.begin(plotly), (error) => this.giveUp(error))
  }

  begin(plotly) {
    this.plotly = plotly
    this.drawWith(plotly)
  }

  // What is drawn is left to the sentence that stands for it.
  giveUp(error) {
    this.plot.textContent = this.sent.alternative
    this.plot.removeAttribute("aria-hidden")
    console.error(error)
  }

  drawWith(plotly) {
    if (!this.root.isConnected || !this.width) return
    const { figure, marks } = this.sent
    const { data, layout } = JSON.parse(onShade(JSON.stringify(figure), this.shade))
    layout.uirevision = this.head.revision
    layout.width = this.width
    if (isPrinting() && layout.height < NEARLY_FITS) layout.height = Math.min(layout.height, HEIGHT_ON_PAPER)
    this.box.style.height = `${layout.height}px`
    this.zooms = zoomable(layout)
    if (this.seen?.revision === layout.uirevision) for (const axis of this.zooms) layout[axis].range = this.seen[axis]
    // Told again how to behave, plotly.js would lay out the whole page to see whether it still has room.
    plotly.react(this.plot, withoutWords(data), layout, this.times ? undefined : CONFIG)
    if (!this.times) this.listen()
    this.times += 1
    this.words.show(data)
    this.marks.show(marks)
    this.name()
    this.root.dataset.drawn = String(this.times)
  }

  name() {
    const { link, words } = this.head
    this.marks.name(link ? `${this.sent.alternative} ${words.hint}` : this.sent.alternative)
  }

  // Nearer (above 1) or further from the middle of what is seen; 0 shows everything again.
  zoom(factor) {
    const change = {}
    for (const axis of this.zooms) {
      const [low, high] = this.plot.layout[axis].range
      const half = (high - low) / 2 / (factor || 1)
      const whole = this.sent.figure.layout[axis].range
      change[`${axis}.range`] = factor ? [(low + high) / 2 - half, (low + high) / 2 + half] : [...whole]
    }
    if (!this.zooms.length) return
    this.plotly.relayout(this.plot, change).then(() => {
      if (!factor) this.seen = null
      this.marks.frame()
    })
  }

  // What is seen now of the same thing is seen at another moment too.
  keepSeen() {
    this.seen = { revision: this.plot.layout.uirevision }
    for (const axis of this.zooms) this.seen[axis] = [...this.plot.layout[axis].range]
  }

  redraw() {
    if (!this.times) return
    this.shade = shadeNow()
    this.measure()
    this.draw()
  }

  onWidth() {
    if (this.sent && !isPrinting() && this.width !== this.box.clientWidth) drawSoon(this)
  }

  listen() {
    this.plot.on("plotly_click", ({ points }) => {
      this.clicked = codeOf(points)
    })
    this.plot.on("plotly_hover", ({ points }) => {
      this.box.classList.toggle("opens", Boolean(this.head.link && codeOf(points)))
    })
    this.plot.on("plotly_relayout", () => {
      this.keepSeen()
      this.words.write()
    })
    this.plot.on("plotly_doubleclick", () => (this.seen = null))
    this.plot.on("plotly_unhover", () => this.box.classList.remove("opens"))
  }

  // plotly.js tells of a clicked mark before the click has come up to the box.
  onClick(event) {
    const code = this.clicked || this.words.codeAt(event.clientX, event.clientY)
    this.clicked = ""
    if (code) this.open(code, event)
  }

  open(code, event) {
    if (this.head.link) follow(hrefOf(this.head.link, code), event)
  }
}

// With a mouse a part can be drawn out of what is not fixed; on a touch screen dragging scrolls the page.
function zoomable(layout) {
  const axes = ["xaxis", "yaxis"].filter((axis) => layout[axis]?.fixedrange === false)
  if (matchMedia("(pointer: fine)").matches) {
    if (axes.length) layout.dragmode = "zoom"
  } else {
    for (const axis of axes) layout[axis].fixedrange = true
  }
  return axes
}

function codeOf(points) {
  const code = points.map(({ customdata }) => [customdata].flat()[0]).find(Boolean)
  return code ? String(code) : ""
}

function key([sign, colour, name]) {
  const made = make("li")
  const shown = make("span", "sign", made)
  shown.textContent = sign
  shown.style.color = colour
  shown.setAttribute("aria-hidden", "true")
  made.append(name)
  return made
}

function term(name, text) {
  const made = make(name)
  made.textContent = text
  return made
}

export default componentOf(Chart)
