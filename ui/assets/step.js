// A step that a button took: the server has gone on to another address, and the history of the reader's window follows.
//
// Who has gone elsewhere in the meantime stays there.

import { componentOf } from "./component.js"

class Step {
  end() {}

  take(text) {
    if (!text || text === this.text) return
    this.text = text
    const { href, before } = JSON.parse(text)
    const to = new URL(href, document.baseURI)
    const here = new URLSearchParams(location.search).get("submission") ?? ""
    if (location.pathname === to.pathname && here === before)
      document.dispatchEvent(new CustomEvent("gone", { detail: to.href }))
  }
}

export default componentOf(Step)
