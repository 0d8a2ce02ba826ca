// Lists to pick from: what is picked is an address, so that picking is going there.
//
// The browser's own lists, which every phone and every screen reader knows; they stay on the page while their choices
// change, so that who picks with the keyboard keeps the place.

import { componentOf, make } from "./component.js"
import { follow, hrefOf } from "./links.js"

let lists = 0

class Pickers {
  constructor(parent) {
    this.heading = make("h2", "", parent)
    this.root = make("div", "pickers", parent)
    this.known = new Map()
  }

  end() {
    this.root.remove()
    this.heading.remove()
  }

  take(text) {
    if (!text || text === this.text) return
    this.text = text
    const { heading, pickers, quiet } = JSON.parse(text)
    this.heading.textContent = heading
    this.heading.hidden = !heading
    this.root.classList.toggle("quiet", quiet)
    for (const [name, picker] of this.known) {
      if (!pickers.some((one) => one.name === name)) {
        picker.root.remove()
        this.known.delete(name)
      }
    }
    for (const sent of pickers) {
      if (!this.known.has(sent.name)) this.known.set(sent.name, new Picker(this.root, sent.name))
      this.known.get(sent.name).show(sent)
    }
  }
}

class Picker {
  constructor(parent, name) {
    this.root = make("div", `picker ${name}`, parent)
    this.label = make("label", "", this.root)
    this.select = make("select", "", this.root)
    this.select.id = this.label.htmlFor = `picker-${++lists}`
    this.select.name = name
    this.select.addEventListener("change", () => follow(hrefOf(this.link, this.select.value)))
  }

  show({ label, options, chosen, link }) {
    this.link = link
    if (this.label.textContent !== label) this.label.textContent = label
    const text = JSON.stringify(options)
    if (text !== this.options) {
      this.options = text
      this.select.replaceChildren(...options.map(([code, said]) => new Option(said, code)))
    }
    this.select.value = chosen
  }
}

export default componentOf(Pickers)
