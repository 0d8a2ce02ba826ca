// Ways within the application: the whole state of a screen stands in its address, so that going on is going to an address.

// access/assets/start.js goes there; what opens a new tab is left to the browser.
export function follow(href, event) {
  const url = new URL(href, document.baseURI)
  if (event && (event.ctrlKey || event.metaKey || event.shiftKey)) {
    open(url)
    return
  }
  document.dispatchEvent(new CustomEvent("go", { detail: url.href }))
}

// `link` is the address with a place for the code of what was clicked.
export function hrefOf(link, code) {
  return link.replace("{code}", encodeURIComponent(code))
}
