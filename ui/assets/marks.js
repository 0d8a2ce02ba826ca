// The marks of a chart, walked with the arrow keys, spoken, opened with Enter.
//
// To a screen reader a chart is a list: each mark one entry, which says what hovering shows. What is drawn is hidden
// from it. The mark that has the focus is framed, and shows what it shows on hovering.

import { make } from "./component.js"

const ROOM = 4
const STEPS = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
}
const ZOOMS = { "+": 2, "=": 2, "-": 0.5, 0: 0 }
let lists = 0

export class Marks {
  // `chart` opens a code and zooms by a factor.
  constructor(box, plot, chart) {
    this.plot = plot
    this.chart = chart
    this.all = []
    this.at = -1
    this.id = `marks-${++lists}`
    this.list = make("div", "marks", box)
    this.ring = make("div", "ring", box)
    this.ring.hidden = true
    this.list.addEventListener("keydown", (event) => this.onKey(event))
    this.list.addEventListener("focus", () => this.goTo(this.at < 0 ? 0 : this.at))
    this.list.addEventListener("blur", () => this.leave())
  }

  // `all` as [trace, point, code, said]; the mark that had the focus keeps it where it is still there.
  show(all) {
    const held = this.all[this.at]?.[2]
    this.all = all
    if (all.length) {
      this.list.setAttribute("role", "listbox")
      this.list.tabIndex = 0
    } else {
      this.list.setAttribute("role", "img")
      this.list.removeAttribute("tabindex")
    }
    this.list.replaceChildren(...all.map((mark, n) => this.entry(mark, n)))
    this.at = held === undefined ? -1 : all.findIndex((mark) => mark[2] === held)
    if (this.hasFocus()) this.goTo(Math.max(this.at, 0))
    else this.ring.hidden = true
  }

  name(said) {
    this.list.setAttribute("aria-label", said)
  }

  entry([, , , said], n) {
    const entry = make("div")
    entry.id = `${this.id}-${n}`
    entry.setAttribute("role", "option")
    entry.setAttribute("aria-selected", "false")
    entry.textContent = said
    return entry
  }

  hasFocus() {
    return this.list.getRootNode().activeElement === this.list
  }

  onKey(event) {
    const step = STEPS[event.key]
    if (event.altKey || !this.all.length || (step && (event.ctrlKey || event.metaKey))) return
    if (step) this.goTo(this.nearest(step))
    else if (event.key === "Home") this.goTo(0)
    else if (event.key === "End") this.goTo(this.all.length - 1)
    else if (event.key === "Enter" || event.key === " ") this.chart.open(this.all[this.at][2], event)
    else if (event.key === "Escape") this.leave()
    else if (ZOOMS[event.key] !== undefined) this.chart.zoom(ZOOMS[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  goTo(n) {
    if (!this.all[n]) return
    this.list.children[this.at]?.setAttribute("aria-selected", "false")
    this.at = n
    this.list.children[n].setAttribute("aria-selected", "true")
    this.list.setAttribute("aria-activedescendant", `${this.id}-${n}`)
    this.frame()
  }

  // The frame around the mark that has the focus, which is brought into sight.
  frame() {
    const place = this.placeOf(this.all[this.at])
    if (!place || !this.hasFocus()) return
    const home = this.list.getBoundingClientRect()
    Object.assign(this.ring.style, {
      left: `${place.left - home.left - ROOM}px`,
      top: `${place.top - home.top - ROOM}px`,
      width: `${place.width + 2 * ROOM}px`,
      height: `${place.height + 2 * ROOM}px`,
    })
    this.ring.hidden = false
    this.ring.scrollIntoView({ block: "nearest", inline: "nearest" })
    const [trace, point] = this.all[this.at]
    window.Plotly.Fx.hover(this.plot, [{ curveNumber: trace, pointNumber: point }])
  }

  leave() {
    this.ring.hidden = true
    if (this.plot.layout) window.Plotly.Fx.unhover(this.plot)
  }

  // The mark that lies next in a direction, else the next one of the list in that sense.
  nearest({ x, y }) {
    const here = middle(this.placeOf(this.all[this.at]))
    let best = -1
    let least = Infinity
    this.all.forEach((mark, n) => {
      const there = n === this.at ? null : middle(this.placeOf(mark))
      if (!here || !there) return
      const along = (there.x - here.x) * x + (there.y - here.y) * y
      const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x)
      if (along > 1 && along + 3 * aside < least && aside <= 2 * along) {
        best = n
        least = along + 3 * aside
      }
    })
    const next = this.at + (x + y > 0 ? 1 : -1)
    return best >= 0 ? best : Math.min(Math.max(next, 0), this.all.length - 1)
  }

  // Where a mark is drawn, on the screen: plotly.js keeps with each element which trace and point it draws.
  placeOf([trace, point]) {
    for (const group of this.plot.querySelectorAll(".trace")) {
      if (group.__data__?.[0]?.trace?.index !== trace) continue
      for (const drawn of group.querySelectorAll(".point")) {
        if (drawn.__data__?.i === point) return drawn.getBoundingClientRect()
      }
    }
    return null
  }
}

function middle(box) {
  return box && { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}
