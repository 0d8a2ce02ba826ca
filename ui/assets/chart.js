// One chart: a finding, what plotly.js draws, its marks for keyboard and ear, and the way to its table.
//
// Plotly.react keeps the marks that are still there and moves them; nothing is built anew while the chart stays on
// the page. The chart follows its ground (light, dark, paper) and its width.

import { drawSoon, forget, plotlyReady } from "./drawing.js"
import { isPrinting, make, onPaper, onShade, shadeOf, textOf, wantsStillness } from "./ground.js"
import { follow, hrefOf } from "./links.js"
import { Marks } from "./marks.js"

const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, showTips: false }
const MOVING = { duration: 220, easing: "cubic-in-out", ordering: "traces first" }
const WIDTH_ON_PAPER = 1000
const charts = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  if (!charts.has(parentElement)) charts.set(parentElement, new Chart(parentElement))
  const chart = charts.get(parentElement)
  chart.tell = setTriggerValue
  chart.take(textOf(data))
  return () => {
    charts.delete(parentElement)
    chart.end()
  }
}

class Chart {
  constructor(parent) {
    this.root = make("figure", "chart", parent)
    this.finding = make("figcaption", "finding", this.root)
    this.box = make("div", "plot-box", this.root)
    this.plot = make("div", "plot", this.box)
    this.plot.setAttribute("aria-hidden", "true")
    this.marks = new Marks(this.box, this.plot, (code, event) => this.open(code, event))
    this.legend = make("ul", "legend", this.root)
    this.keys = make("dl", "keys", this.root)
    this.more = make("button", "more", this.root)
    this.more.type = "button"
    this.more.addEventListener("click", () => this.tell("more", !this.sent.open))
    this.box.addEventListener("click", (event) => this.onClick(event))
    this.stopPaper = onPaper(() => this.draw())
    this.watch = new ResizeObserver(() => this.onWidth())
    this.watch.observe(this.box)
  }

  end() {
    this.watch.disconnect()
    this.stopPaper()
    forget(this.box)
    if (this.drawn) window.Plotly.purge(this.plot)
    this.root.remove()
  }

  // Streamlit calls after every run of the script: mostly nothing is new.
  take(text) {
    const shade = shadeOf(this.root)
    if (!text || (text === this.text && shade === this.shade)) return
    this.text = text
    this.shade = shade
    this.sent = JSON.parse(text)
    this.write(this.sent)
    drawSoon(this.box, () => this.draw())
  }

  write({ finding, words, open, codes, figure, legend }) {
    this.finding.textContent = finding
    this.finding.hidden = !finding
    this.more.textContent = words.more
    this.more.setAttribute("aria-expanded", String(open))
    this.keys.replaceChildren(...Object.entries(codes).flatMap(([code, name]) => [term("dt", code), term("dd", name)]))
    this.keys.hidden = !this.keys.childElementCount
    this.legend.replaceChildren(...legend.map(key))
    this.legend.hidden = !legend.length
    this.box.style.height = `${figure.layout.height}px`
  }

  async draw() {
    let plotly = window.Plotly
    try {
      plotly ??= await plotlyReady()
    } catch (error) {
      this.plot.textContent = this.sent.alternative
      throw error
    }
    const width = this.width()
    if (!this.root.isConnected || !width) return
    const { figure, marks, alternative, link, words } = this.sent
    this.shade = shadeOf(this.root)
    const { data, layout } = JSON.parse(onShade(JSON.stringify(figure), this.shade))
    const moves = this.drawn && !wantsStillness()
    plotly.react(this.plot, data, { ...layout, width, ...(moves && { transition: MOVING }) }, CONFIG)
    if (!this.drawn) this.listen()
    this.drawn = width
    this.marks.show(marks, { name: link ? `${alternative} ${words.hint}` : alternative })
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1)
  }

  width() {
    return isPrinting() ? Math.min(this.box.clientWidth, WIDTH_ON_PAPER) : this.box.clientWidth
  }

  onWidth() {
    if (!this.sent || isPrinting() || this.drawn === this.box.clientWidth) return
    if (!this.drawn) drawSoon(this.box, () => this.draw())
    else requestAnimationFrame(() => this.drawn !== this.box.clientWidth && this.draw())
  }

  listen() {
    this.plot.on("plotly_click", ({ points }) => {
      this.clicked = codeOf(points)
    })
    this.plot.on("plotly_hover", ({ points }) => {
      this.box.classList.toggle("opens", Boolean(this.sent.link && codeOf(points)))
    })
    this.plot.on("plotly_unhover", () => this.box.classList.remove("opens"))
  }

  // plotly.js tells of a clicked mark before the click has come up to the box.
  onClick(event) {
    const code = this.clicked || this.marks.codeOfText(event.clientX, event.clientY)
    this.clicked = ""
    if (code) this.open(code, event)
  }

  open(code, event) {
    if (this.sent.link) follow(hrefOf(this.sent.link, code), event)
  }
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
