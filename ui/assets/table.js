// One table: real rows that can be sorted, read aloud, printed and, on a phone, read as cards; a click on a row drills.
//
// Text is set as text: nothing in it is ever markup.

import { componentOf, make } from "./component.js"
import { follow, hrefOf } from "./links.js"

const SVG = "http://www.w3.org/2000/svg"
const LINE = { width: 88, height: 24, edge: 3 }

class Table {
  constructor(parent) {
    this.root = make("div", "table", parent)
    this.heading = make("h2", "", this.root)
    this.room = make("div", "rows", this.root)
    this.table = make("table", "", this.room)
    this.caption = make("caption", "", this.table)
    this.head = make("tr", "", make("thead", "", this.table))
    this.body = make("tbody", "", this.table)
    this.more = make("button", "more", this.root)
    this.more.type = "button"
    this.more.addEventListener("click", () => this.tell("more", !this.sent.open))
    this.body.addEventListener("click", (event) => this.onClick(event))
  }

  end() {
    this.root.remove()
  }

  take(text) {
    if (!text || text === this.text) return
    const before = this.sent
    this.text = text
    this.sent = JSON.parse(text)
    const { heading, caption, words, open, rows, columns, link, tall } = this.sent
    if (JSON.stringify(before?.columns) !== JSON.stringify(columns)) this.sorted = { column: -1, down: false }
    this.heading.textContent = heading
    this.heading.hidden = !heading
    this.caption.textContent = link ? `${caption} ${words.hint}` : caption
    this.room.classList.toggle("tall", tall)
    if (tall) {
      this.room.tabIndex = 0
      this.room.setAttribute("role", "region")
      this.room.setAttribute("aria-label", caption)
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) this.room.removeAttribute(name)
    }
    this.root.classList.toggle("opens", Boolean(link))
    this.more.textContent = words.more
    this.more.setAttribute("aria-expanded", String(open))
    this.more.hidden = !words.more
    this.head.replaceChildren(...columns.map((column, n) => this.top(column, n)))
    this.rows = rows.map((row, n) => this.row(row, n))
    this.order()
  }

  top({ label, kind }, n) {
    const cell = make("th")
    cell.scope = "col"
    cell.className = kind
    if (kind === "trend" || this.sent.rows.length < 2) {
      cell.textContent = label
      return cell
    }
    const button = make("button", "", cell)
    button.type = "button"
    button.textContent = label
    button.addEventListener("click", () => this.sort(n))
    return cell
  }

  row(cells, n) {
    const row = make("tr")
    row.dataset.row = String(n)
    row.classList.toggle("leads-nowhere", !this.sent.codes[n])
    row.append(...cells.map((value, c) => this.cell(value, this.sent.columns[c], n)))
    return row
  }

  cell(value, { label, kind, leads }, n) {
    const cell = make("td")
    cell.className = kind
    cell.dataset.label = label
    if (kind === "trend") cell.append(...trend(value))
    else if (kind === "status") cell.append(...status(value))
    else if (leads && this.sent.link && this.sent.codes[n]) {
      const anchor = make("a", "leads", cell)
      anchor.href = hrefOf(this.sent.link, this.sent.codes[n])
      anchor.textContent = saidOf(value)
    } else cell.textContent = saidOf(value)
    if (kind !== "status" && kind !== "trend" && value?.[2] && Array.isArray(value)) make("small", "", cell).textContent = value[2]
    if (!cell.textContent && kind !== "trend") cell.classList.add("nothing")
    return cell
  }

  // Up, down, and again as it came.
  sort(n) {
    const { column, down } = this.sorted
    this.sorted = column !== n ? { column: n, down: false } : down ? { column: -1, down: false } : { column: n, down: true }
    this.order()
  }

  order() {
    const { column, down } = this.sorted
    const numbered = this.rows.map((row, n) => ({ row, n, value: valueOf(this.sent.rows[n][column]) }))
    if (column >= 0) numbered.sort((one, other) => compared(one.value, other.value, down) || one.n - other.n)
    this.body.replaceChildren(...numbered.map(({ row }) => row))
    for (const [n, cell] of [...this.head.children].entries()) {
      if (n === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending")
      else cell.removeAttribute("aria-sort")
    }
  }

  onClick(event) {
    const row = event.target.closest("tr")
    const code = row && this.sent.codes[Number(row.dataset.row)]
    if (!this.sent.link || !code || String(getSelection())) return
    event.preventDefault()
    follow(hrefOf(this.sent.link, code), event)
  }
}

// A value is what is said, or what it is sorted by and what is said.
function saidOf(value) {
  return String((Array.isArray(value) ? value[1] : value) ?? "")
}

function valueOf(value) {
  return Array.isArray(value) ? value[0] : value
}

// What is not there comes last, up or down.
function compared(one, other, down) {
  const gone = (one == null || one === "") - (other == null || other === "")
  if (gone) return gone
  const order =
    typeof one === "number" && typeof other === "number"
      ? one - other
      : String(one).localeCompare(String(other), document.documentElement.lang, { numeric: true })
  return down ? -order : order
}

// [rank, word, shape, name of the status]
function status([, word, shape, name]) {
  const sign = make("span", `sign ${name}`)
  sign.textContent = shape
  sign.setAttribute("aria-hidden", "true")
  return [sign, document.createTextNode(` ${word}`)]
}

// [lowest, highest, what is said, values]: a line on the scale that all rows share, the last value marked.
function trend([low, high, said, values]) {
  const words = make("span", "heard")
  words.textContent = said
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return [words]
  const x = (n) => LINE.edge + (n * (LINE.width - 2 * LINE.edge)) / (values.length - 1)
  const y = (value) => LINE.height - LINE.edge - ((value - low) / (high - low)) * (LINE.height - 2 * LINE.edge)
  const svg = drawn("svg", { viewBox: `0 0 ${LINE.width} ${LINE.height}`, width: LINE.width, height: LINE.height })
  svg.setAttribute("aria-hidden", "true")
  const path = values.map((value, n) =>
    value === null ? "" : `${n && values[n - 1] !== null ? "L" : "M"}${x(n)} ${y(value)}`,
  )
  const last = values.findLastIndex((value) => value !== null)
  svg.append(drawn("path", { d: path.join("") }), drawn("circle", { cx: x(last), cy: y(values[last]), r: 2.5 }))
  return [svg, words]
}

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

export default componentOf(Table)
