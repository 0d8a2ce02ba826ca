// What to look for: fields and a button. What is found stands at an address, so that looking for it is going there.

import { componentOf, make } from "./component.js"
import { follow } from "./links.js"

let fields = 0

class Search {
  constructor(parent) {
    this.root = make("form", "search", parent)
    this.root.noValidate = true
    this.root.setAttribute("role", "search")
    this.root.addEventListener("submit", (event) => this.onSubmit(event))
    this.known = new Map()
    this.button = make("button", "", this.root)
  }

  end() {
    this.root.remove()
  }

  take(text) {
    if (!text || text === this.text) return
    this.text = text
    const { label, button, link, fields: sent } = JSON.parse(text)
    this.link = link
    this.root.setAttribute("aria-label", label)
    this.button.textContent = button
    for (const one of sent) {
      if (!this.known.has(one.name)) this.known.set(one.name, new Field(one, this.button))
      this.known.get(one.name).show(one)
    }
  }

  onSubmit(event) {
    event.preventDefault()
    const url = new URL(this.link, document.baseURI)
    for (const [name, { input }] of this.known) {
      if (input.value.trim()) url.searchParams.set(name, input.value.trim())
      else url.searchParams.delete(name)
    }
    follow(url.href)
  }
}

// A field that has not changed on the server keeps what somebody is typing there.
class Field {
  constructor({ name, options, most }, before) {
    this.root = make("div", `field ${name}`)
    before.before(this.root)
    this.label = make("label", "", this.root)
    this.input = make(options ? "select" : "input", "", this.root)
    this.input.id = this.label.htmlFor = `search-${++fields}`
    this.input.name = name
    if (!options) this.input.maxLength = most
    this.hint = make("small", "", this.root)
    this.hint.id = `${this.input.id}-hint`
  }

  show({ label, options, value, hint, wrong }) {
    this.label.textContent = label
    this.hint.textContent = wrong || hint
    this.hint.hidden = !this.hint.textContent
    this.root.classList.toggle("wrong", Boolean(wrong))
    this.input.setAttribute("aria-invalid", String(Boolean(wrong)))
    if (this.hint.hidden) this.input.removeAttribute("aria-describedby")
    else this.input.setAttribute("aria-describedby", this.hint.id)
    if (options) this.input.replaceChildren(...options.map(([code, said]) => new Option(said, code)))
    if (options || value !== this.value) this.input.value = value
    this.value = value
  }
}

export default componentOf(Search)
